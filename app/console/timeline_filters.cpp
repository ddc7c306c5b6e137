#include "console/timeline_filters.h"

#include "console/desk.h"
#include "console/fact_words.h"
#include "shell/ui/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QDateTimeEdit>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

#include <map>

namespace shouwang::console {
namespace {

QDateTime timeOf(Micros at) {
    return QDateTime::fromMSecsSinceEpoch(at / 1000);
}

/// The chosen entry, or none of them: what was typed need not be one of the list.
QString chosen(const QComboBox& box) {
    const int index = box.findText(box.currentText());
    return index < 0 ? QString() : box.itemData(index).toString();
}

void keepChoice(QComboBox& box, const QString& before) {
    const int index = box.findData(before);
    box.setCurrentIndex(index < 0 ? 0 : index);
}

QComboBox* makeBox(QWidget* parent, const char* name) {
    auto* box = new QComboBox(parent);
    box->setObjectName(QLatin1String(name));
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    return box;
}

QDateTimeEdit* makeTime(QWidget* parent, const char* name) {
    auto* edit = new QDateTimeEdit(parent);
    edit->setObjectName(QLatin1String(name));
    edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
    edit->setCalendarPopup(true);
    return edit;
}

} // namespace

TimelineFilters::TimelineFilters(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_span(makeBox(this, "timeline.span"))
    , m_from(makeTime(this, "timeline.from"))
    , m_to(makeTime(this, "timeline.to"))
    , m_zone(makeBox(this, "timeline.zone"))
    , m_officer(makeBox(this, "timeline.officer"))
    , m_room(makeBox(this, "timeline.kind")) {
    m_officer->setEditable(true); // two hundred officers are found by typing
    m_officer->setInsertPolicy(QComboBox::NoInsert);
    m_officer->completer()->setFilterMode(Qt::MatchContains);
    m_officer->completer()->setCompletionMode(QCompleter::PopupCompletion);
    build();
    fillSpans();
    refill();
    showHours();
    wire();
}

void TimelineFilters::build() {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    const auto add = [this, grid](int row, int place, const QString& text, QWidget* field) {
        auto* label = new QLabel(text, this);
        shell::setLook(label, "muted");
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        grid->addWidget(label, row, 2 * place);
        grid->addWidget(field, row, 2 * place + 1);
        grid->setColumnStretch(2 * place + 1, 1);
        field->setAccessibleName(text);
    };
    add(0, 0, tr("时间"), m_span);
    add(0, 1, tr("从"), m_from);
    add(0, 2, tr("到"), m_to);
    add(1, 0, tr("区域"), m_zone);
    add(1, 1, tr("人员"), m_officer);
    add(1, 2, tr("类别"), m_room);
}

void TimelineFilters::wire() {
    connect(m_span, &QComboBox::currentIndexChanged, this, [this] {
        showHours();
        Q_EMIT changed();
    });
    for (QComboBox* box : {m_zone, m_officer, m_room})
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            if (!m_filling) Q_EMIT changed();
        });
    connect(m_officer->lineEdit(), &QLineEdit::editingFinished, this, [this] {
        // What is none of the list was not chosen, and must not look as if it were.
        if (m_officer->findText(m_officer->currentText()) < 0)
            m_officer->setEditText(m_officer->itemText(m_officer->currentIndex()));
    });
    for (QDateTimeEdit* edit : {m_from, m_to})
        connect(edit, &QDateTimeEdit::dateTimeChanged, this, [this] {
            if (!m_filling) Q_EMIT changed();
        });
    connect(&m_desk, &Desk::siteChanged, this, &TimelineFilters::refill);
}

void TimelineFilters::fillSpans() {
    const auto add = [this](const QString& text, Span span) {
        m_span->addItem(text, static_cast<int>(span));
    };
    add(tr("昨夜 18:00–08:00"), Span::LastNight);
    add(tr("今天"), Span::Today);
    add(tr("最近 24 小时"), Span::Day);
    add(tr("最近 7 天"), Span::Week);
    add(tr("最近 31 天"), Span::Month);
    add(tr("自定"), Span::Own);
    m_room->addItem(tr("全部类别"), QString());
    for (const std::string_view room : journalRooms())
        m_room->addItem(roomWord(room), QString::fromUtf8(room.data(), static_cast<int>(room.size())));
}

void TimelineFilters::fillZones() {
    const QString before = chosen(*m_zone);
    m_zone->clear();
    m_zone->addItem(tr("全部区域"), QString());
    for (const site::Zone& each : m_desk.data().site->zones)
        m_zone->addItem(QString::fromStdString(each.name), QString::fromStdString(each.code));
    keepChoice(*m_zone, before);
}

void TimelineFilters::fillOfficers() {
    const QString before = chosen(*m_officer);
    m_officer->clear();
    m_officer->addItem(tr("全部人员"), QString());
    m_officer->addItem(tr("系统"), QStringLiteral("system"));
    std::map<QString, QString> people; // by account
    for (const site::StaffMember& each : m_desk.data().site->staff)
        people[QString::fromStdString(each.account)] = QString::fromStdString(each.name);
    for (const auto& [account, name] : people)
        m_officer->addItem(tr("%1（%2）").arg(name, account), account);
    keepChoice(*m_officer, before);
}

void TimelineFilters::refill() {
    m_filling = true;
    fillZones();
    fillOfficers();
    m_filling = false;
}

Span TimelineFilters::span() const {
    return static_cast<Span>(m_span->currentData().toInt());
}

Hours TimelineFilters::hours() const {
    if (span() == Span::Own) return hoursOf(m_from->dateTime(), m_to->dateTime());
    return hoursOf(span(), timeOf(m_desk.clock().utc()));
}

void TimelineFilters::showHours() {
    m_from->setEnabled(span() == Span::Own);
    m_to->setEnabled(span() == Span::Own);
    if (span() == Span::Own) return; // begins with the hours that stood there
    m_filling = true;
    m_from->setDateTime(timeOf(hours().from));
    m_to->setDateTime(timeOf(hours().to));
    m_filling = false;
}

reports::Wanted TimelineFilters::wanted() const {
    reports::Wanted wanted;
    wanted.from = hours().from;
    wanted.to = hours().to;
    wanted.zone = chosen(*m_zone).toStdString();
    wanted.actor = chosen(*m_officer).toStdString();
    wanted.room = m_room->currentData().toString().toStdString();
    return wanted;
}

} // namespace shouwang::console
