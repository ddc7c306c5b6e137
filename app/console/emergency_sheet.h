// The sheet for the day when nothing runs: headcount, open alarms and incidents, who stands where, whom to
// call, what to do first, which key does what. Pure: everything comes in, the clock too. GUI thread (it
// translates). No person in care is named and no number of one is told.
#pragma once

#include "alarms/ui/words.h"
#include "care/care.h"
#include "dispatch/dispatch.h"
#include "duty/duty.h"
#include "shell/ui/paper.h"
#include "site/site.h"
#include "sync/seat_status.h"

#include <functional>

namespace shouwang::console {

struct KeyLine {
    QString group;
    QString keys;
    QString text;
};

struct EmergencyData {
    const site::Site& site;
    std::vector<care::ZoneCount> headcount;
    std::vector<alarms::State> alarms;      ///< open
    std::vector<dispatch::State> incidents; ///< open ones are printed
    std::vector<duty::Posting> posts;       ///< now on post
    std::vector<KeyLine> keys;
    const sync::SeatStatus& status;
    QString letter; ///< of the seat
    std::function<QString(const std::string& account)> person;
    Micros now = 0;
};

shell::Paper emergencySheet(const EmergencyData& data);

} // namespace shouwang::console
