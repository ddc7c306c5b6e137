#include "shell/ui/inspector.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QLocalServer>
#include <QLocalSocket>
#include <QPlainTextEdit>
#include <QWidget>

#include <algorithm>

namespace shouwang::shell {
namespace {

constexpr qint64 kLineLimit = 4096;

QString textOf(const QWidget& widget) {
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) return label->text();
    if (const auto* edit = qobject_cast<const QLineEdit*>(&widget)) {
        // What the screen shows: dots for a password.
        return edit->displayText();
    }
    if (const auto* edit = qobject_cast<const QPlainTextEdit*>(&widget)) return edit->toPlainText();
    if (const auto* box = qobject_cast<const QComboBox*>(&widget)) return box->currentText();
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) return button->text();
    if (const auto* box = qobject_cast<const QAbstractSpinBox*>(&widget)) return box->text();
    return widget.accessibleName();
}

QJsonObject rectOf(const QWidget& widget, const QRect& local) {
    const QPoint corner = widget.mapToGlobal(local.topLeft());
    return {{QStringLiteral("x"), corner.x()},
            {QStringLiteral("y"), corner.y()},
            {QStringLiteral("width"), local.width()},
            {QStringLiteral("height"), local.height()}};
}

QJsonObject describe(const QWidget& widget) {
    QJsonObject object{{QStringLiteral("name"), widget.objectName()},
                       {QStringLiteral("class"), QString::fromLatin1(widget.metaObject()->className())},
                       {QStringLiteral("visible"), widget.isVisible()},
                       {QStringLiteral("enabled"), widget.isEnabled()},
                       {QStringLiteral("focused"), widget.hasFocus()},
                       {QStringLiteral("text"), textOf(widget)},
                       {QStringLiteral("description"), widget.accessibleDescription()},
                       {QStringLiteral("rect"), rectOf(widget, widget.rect())}};
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
        object.insert(QStringLiteral("checked"), button->isChecked());
    }
    return object;
}

QJsonObject problem(const QString& text) {
    return {{QStringLiteral("error"), text}};
}

QString cellText(const QModelIndex& index) {
    const QString spoken = index.data(Qt::AccessibleTextRole).toString();
    return spoken.isEmpty() ? index.data(Qt::DisplayRole).toString() : spoken;
}

} // namespace

Inspector::Inspector(QWidget& window, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_server(new QLocalServer(this)) {
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server, &QLocalServer::newConnection, this, &Inspector::accept);
}

bool Inspector::listen(const QString& name) {
    QLocalSocket probe;
    probe.connectToServer(name);
    if (probe.waitForConnected(200)) return false;
    QLocalServer::removeServer(name); // left behind by one that was killed
    return m_server->listen(name);
}

void Inspector::accept() {
    while (QLocalSocket* socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(*socket); });
    }
}

void Inspector::read(QLocalSocket& socket) {
    while (socket.canReadLine()) {
        const QJsonDocument line = QJsonDocument::fromJson(socket.readLine(kLineLimit));
        socket.write(QJsonDocument(answer(line.object())).toJson(QJsonDocument::Compact) + '\n');
    }
    if (socket.bytesAvailable() > kLineLimit) socket.abort();
}

QJsonObject Inspector::answer(const QJsonObject& question) const {
    const QString get = question.value(QLatin1String("get")).toString();
    const QString name = question.value(QLatin1String("name")).toString();
    if (question.contains(QLatin1String("grab")))
        return grab(question.value(QLatin1String("grab")).toString());
    if (get == QLatin1String("widget")) return widget(name);
    if (get == QLatin1String("table")) return table(name);
    if (get == QLatin1String("all")) return all();
    if (get == QLatin1String("focus")) {
        const QWidget* focus = QApplication::focusWidget();
        return focus != nullptr ? describe(*focus) : QJsonObject{{QStringLiteral("name"), QString()}};
    }
    return problem(QStringLiteral("not understood"));
}

QWidget* Inspector::find(const QString& name) const {
    if (name.isEmpty()) return nullptr;
    QWidget* hidden = nullptr;
    // A name may stand on several pages: the one that is seen counts.
    for (QWidget* top : QApplication::topLevelWidgets()) {
        QList<QWidget*> found = top->findChildren<QWidget*>(name);
        if (top->objectName() == name) found.prepend(top);
        for (QWidget* candidate : found) {
            if (candidate->isVisible()) return candidate;
            hidden = candidate;
        }
    }
    return hidden;
}

QJsonObject Inspector::widget(const QString& name) const {
    const QWidget* found = find(name);
    return found != nullptr ? describe(*found) : problem(QStringLiteral("no such widget"));
}

QJsonObject Inspector::table(const QString& name) const {
    auto* view = qobject_cast<QAbstractItemView*>(find(name));
    if (view == nullptr || view->model() == nullptr) return problem(QStringLiteral("no such table"));
    const QAbstractItemModel& model = *view->model();
    QJsonArray rows;
    for (int row = 0; row < std::min(model.rowCount(view->rootIndex()), 500); ++row) {
        QJsonArray cells;
        for (int column = 0; column < model.columnCount(view->rootIndex()); ++column) {
            cells.append(cellText(model.index(row, column, view->rootIndex())));
        }
        const QModelIndex first = model.index(row, 0, view->rootIndex());
        QJsonObject entry{{QStringLiteral("cells"), cells},
                          {QStringLiteral("selected"), view->selectionModel()->isRowSelected(row)},
                          {QStringLiteral("rect"), rectOf(*view->viewport(), view->visualRect(first))}};
        const QVariant mark = first.data(kMarkRole);
        if (mark.isValid()) entry.insert(QStringLiteral("mark"), mark.toString());
        rows.append(entry);
    }
    return {{QStringLiteral("name"), name}, {QStringLiteral("rows"), rows}};
}

QJsonObject Inspector::all() const {
    QJsonArray widgets;
    for (const QWidget* candidate : m_window.findChildren<QWidget*>()) {
        const QString name = candidate->objectName();
        if (!name.isEmpty() && !name.startsWith(QLatin1String("qt_")) && candidate->isVisible()) {
            widgets.append(describe(*candidate));
        }
    }
    return {{QStringLiteral("widgets"), widgets}};
}

QJsonObject Inspector::grab(const QString& file) const {
    const bool saved = m_window.grab().save(file, "PNG");
    return saved ? QJsonObject{{QStringLiteral("grabbed"), file}}
                 : problem(QStringLiteral("could not be written"));
}

} // namespace shouwang::shell
