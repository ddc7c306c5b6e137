#include "outages/ui/outage_rows.h"

#include "shell/ui/rows_view.h"
#include "shell/ui/theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QStringList>

namespace shouwang::outages {

namespace {

constexpr Micros kSecond = 1'000'000;

QString word(const char* text) {
    return QCoreApplication::translate("outages", text);
}

QString textOf(const std::string& text) {
    return QString::fromStdString(text);
}

QString zoneOf(const OutageNames& names, const std::string& code) {
    return names.zone ? names.zone(code) : textOf(code);
}

QString personOf(const OutageNames& names, const std::string& account) {
    return names.person ? names.person(account) : textOf(account);
}

QString endOf(const Bypass& bypass, Micros now) {
    const QString until = shell::timeText(bypass.until, now);
    if (now >= bypass.until)
        return word(QT_TRANSLATE_NOOP("outages", "▲ 已于 %1 到时，不再旁路，等站点记下结束")).arg(until);
    return word(QT_TRANSLATE_NOOP("outages", "旁路至 %1（还有 %2）"))
        .arg(until, shell::ageText((bypass.until - now) / kSecond));
}

QString silencedOf(const Bypass& bypass, Micros now) {
    if (!bypass.silences()) return word(QT_TRANSLATE_NOOP("outages", "◆ 不静音，按下照常报警"));
    if (bypass.silenced == 0) return word(QT_TRANSLATE_NOOP("outages", "期间没有触发"));
    return word(QT_TRANSLATE_NOOP("outages", "◆ 期间触发 %1 次，最近 %2"))
        .arg(bypass.silenced)
        .arg(shell::timeText(bypass.lastSilenced, now));
}

QString whoOf(const Bypass& bypass, const OutageNames& names) {
    const QString first = personOf(names, bypass.begun.actor);
    return bypass.second.empty() ? word(QT_TRANSLATE_NOOP("outages", "%1 旁路")).arg(first)
                                 : word(QT_TRANSLATE_NOOP("outages", "%1 旁路，第二人 %2"))
                                       .arg(first, personOf(names, bypass.second));
}

OutageRow rowOf(const Bypass& bypass, const OutageNames& names, Micros now) {
    const QString gap = QStringLiteral("　");
    QString name = textOf(bypass.name.empty() ? bypass.point : bypass.name);
    if (bypass.mode == ledger::Mode::Drill) name = word(QT_TRANSLATE_NOOP("outages", "【演练】%1")).arg(name);
    QStringList more{silencedOf(bypass, now), whoOf(bypass, names),
                     word(QT_TRANSLATE_NOOP("outages", "原因：%1")).arg(textOf(bypass.reason)),
                     zoneOf(names, bypass.zone), textOf(bypass.place)};
    more.removeAll(QString());
    const bool warns = bypass.silenced > 0 || !bypass.silences();
    return {bypass.id, name + gap + endOf(bypass, now), more.join(gap), warns};
}

OutageRow rowOf(const CameraLoss& loss, const OutageNames& names, Micros now) {
    const QString gap = QStringLiteral("　");
    QStringList seats;
    for (const auto& [seat, stamp] : loss.seats)
        seats << (names.seat ? names.seat(seat) : textOf(seat.text().substr(0, 8)));
    const QString since =
        word(QT_TRANSLATE_NOOP("outages", "无画面 %1，自 %2"))
            .arg(shell::ageText((now - loss.since) / kSecond), shell::timeText(loss.since, now));
    QStringList more{word(QT_TRANSLATE_NOOP("outages", "看不到画面的席位：%1"))
                         .arg(seats.join(word(QT_TRANSLATE_NOOP("outages", "、"))))};
    const QString cause = names.cause ? names.cause(loss.cause) : textOf(loss.cause);
    if (!cause.isEmpty()) more << word(QT_TRANSLATE_NOOP("outages", "原因：%1")).arg(cause);
    more << zoneOf(names, loss.zone);
    more.removeAll(QString());
    return {loss.id, textOf(loss.name.empty() ? loss.camera : loss.name) + gap + since, more.join(gap)};
}

template <class State>
std::vector<OutageRow> rowsOfAll(std::span<const State> states, const OutageNames& names, Micros now) {
    std::vector<OutageRow> rows;
    rows.reserve(states.size());
    for (const State& state : states)
        rows.push_back(rowOf(state, names, now));
    return rows;
}

} // namespace

std::vector<OutageRow> rowsOf(std::span<const Bypass> bypasses, const OutageNames& names, Micros now) {
    return rowsOfAll(bypasses, names, now);
}

std::vector<OutageRow> rowsOf(std::span<const CameraLoss> losses, const OutageNames& names, Micros now) {
    return rowsOfAll(losses, names, now);
}

QVariant OutageModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const OutageRow& row = at(index.row());
    if (role == IdRole) return textOf(row.id.text());
    const bool text = role == Qt::DisplayRole || role == Qt::ToolTipRole || role == Qt::AccessibleTextRole;
    return text ? QVariant(row.title + QLatin1Char('\n') + row.more) : QVariant();
}

void OutageDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    const auto* model = qobject_cast<const OutageModel*>(index.model());
    if (!model) return;
    const OutageRow& row = model->at(index.row());
    painter->save();
    shell::paintRowGround(*painter, option, m_theme);
    QRect line = option.rect.adjusted(10, 4, -10, -4);
    line.setHeight(line.height() / 2);
    const auto say = [&](const QColor& color, shell::Type type, const QString& text) {
        painter->setFont(shell::Theme::font(type));
        painter->setPen(color);
        painter->drawText(line, Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, line.width()));
        line.translate(0, line.height());
    };
    say(m_theme.text(), shell::Type::Body, row.title);
    say(row.warns ? m_theme.high() : m_theme.muted(), shell::Type::Secondary, row.more);
    painter->restore();
}

} // namespace shouwang::outages
