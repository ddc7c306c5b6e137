// The open data interface's JSON, one function a resource; resources/api/*.schema.json describes it and a
// test holds both together. Codes and account names only: no text that somebody typed, no staff names,
// nothing about persons in care. Times are ISO 8601 in UTC, ids hexadecimal.
#pragma once

#include "alarms/alarms.h"
#include "dispatch/dispatch.h"
#include "ledger/trouble.h"
#include "site/site.h"

#include <nlohmann/json.hpp>

namespace shouwang::server {

struct Services;

nlohmann::json closedJson(ledger::Trouble trouble); ///< null: it is not closed
nlohmann::json healthJson(const Services& services);
nlohmann::json siteJson(const site::Site& site, std::uint64_t fact);
nlohmann::json cameraJson(const site::Camera& camera);
nlohmann::json pointJson(const site::AlarmPoint& point);
nlohmann::json alarmJson(const alarms::State& alarm);
nlohmann::json incidentJson(const dispatch::State& incident);
nlohmann::json factJson(const ledger::Fact& fact, const Hash& hash);

} // namespace shouwang::server
