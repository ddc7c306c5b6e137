// What somebody does at the wall itself, with its mouse and keys. The desk learns of it and remembers it.
#include "wall/ui/wall_controller.h"

namespace shouwang::wall {

Arrangement WallController::arrangement() const {
    if (!m_state.arranged.division.empty()) return {m_state.arranged.division, m_state.arranged.cameras};
    const site::Scene* scene = m_book.site().scene(m_state.scene);
    return scene ? arrangementOf(*scene) : Arrangement{"1", {}};
}

void WallController::handle(const Order& order) {
    WallState next = reduce(m_state, order);
    if (next == m_state) return;
    m_state = std::move(next);
    rebuild();
    const Arrange& arranged = m_state.arranged;
    Q_EMIT handled({m_state.focus, arranged.division, arranged.cameras, arranged.alarm_area});
}

void WallController::arrange(const Arrangement& arrangement) {
    handle(Arrange{arrangement.division, arrangement.cameras, m_state.arranged.alarm_area});
}

void WallController::focusNumber(int number) {
    const std::vector<std::string> cameras = arrangement().cameras;
    const auto index = static_cast<std::size_t>(number - 1);
    handle(Focus{number > 0 && index < cameras.size() ? cameras[index] : std::string()});
}

void WallController::typeDigit(int digit) {
    const auto division = divisionOf(arrangement().division);
    const auto number = m_entry.digit(digit, division ? static_cast<int>(division->cells.size()) : 0);
    if (m_entry.typed() > 0) {
        m_entry_ends.start();
    } else {
        m_entry_ends.stop();
    }
    Q_EMIT typedChanged();
    if (number) focusNumber(*number);
}

void WallController::typeEnter() {
    m_entry_ends.stop();
    const auto number = m_entry.enter();
    Q_EMIT typedChanged();
    if (number) focusNumber(*number);
}

QString WallController::typed() const {
    return m_entry.typed() > 0 ? QString::number(m_entry.typed()) : QString();
}

const Tile* WallController::sceneTile(int number) const {
    for (const Tile& tile : m_layout.tiles)
        if (tile.alarm.empty() && tile.number == number && number > 0) return &tile;
    return nullptr;
}

int WallController::numberAt(qreal x, qreal y) const {
    for (const Tile& tile : m_layout.tiles) {
        const QRect rect(tile.rect.x, tile.rect.y, tile.rect.width, tile.rect.height);
        if (tile.alarm.empty() && rect.contains(QPointF(x, y).toPoint())) return tile.number;
    }
    return 0;
}

QString WallController::labelOf(int number) const {
    const Tile* tile = sceneTile(number);
    return tile && !tile->camera.empty() ? cameraNumber(tile->camera) : QString::number(number);
}

QRect WallController::rectOf(int number) const {
    const Tile* tile = sceneTile(number);
    return tile ? QRect(tile->rect.x, tile->rect.y, tile->rect.width, tile->rect.height) : QRect();
}

void WallController::toggleFocusAt(qreal x, qreal y) {
    if (!m_state.focus.empty()) return focusNumber(0);
    for (const Tile& tile : m_layout.tiles) {
        const QRect rect(tile.rect.x, tile.rect.y, tile.rect.width, tile.rect.height);
        if (!tile.camera.empty() && rect.contains(QPointF(x, y).toPoint())) return handle(Focus{tile.camera});
    }
}

void WallController::swap(int number, int other) {
    if (number < 1 || other < 1 || number == other || !m_state.focus.empty()) return;
    arrange(
        swapped(arrangement(), static_cast<std::size_t>(number - 1), static_cast<std::size_t>(other - 1)));
}

void WallController::redivide(const QString& division) {
    arrange(redivided(arrangement(), division.toStdString()));
}

} // namespace shouwang::wall
