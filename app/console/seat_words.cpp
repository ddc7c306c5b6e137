#include "console/seat_words.h"

#include <QCoreApplication>
#include <QStringList>

namespace shouwang::console {

namespace {

QString letterOf(const DeskData& known, const Id& seat) {
    if (seat == known.seat) return known.letter;
    if (const auto told = known.seatLetters.find(seat); told != known.seatLetters.end()) return told->second;
    // Before the station has told, from the numbers that the seat has spoken: 20261121-B-003.
    for (const dispatch::State& incident : known.incidents) {
        const QStringList parts = QString::fromStdString(incident.number).split(QLatin1Char('-'));
        if (incident.opened.seat == seat && parts.size() == 3) return parts.at(1);
    }
    return QString::fromStdString(seat.text()).left(4).toUpper();
}

} // namespace

QString seatWord(const DeskData& known, const Id& seat) {
    if (seat.isNull()) return {};
    return QCoreApplication::translate("console::Seat", "%1 席").arg(letterOf(known, seat));
}

} // namespace shouwang::console
