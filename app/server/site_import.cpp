#include "server/site_import.h"

#include "site/site_file.h"
#include "site/tables.h"

#include <fmt/format.h>

namespace shouwang::server {

Result<ledger::Command> siteImportCommand(const Id& station, Bytes file, const std::string& name,
                                          Micros now) {
    if (file.size() > kSiteImportLimit) {
        return fail(Next::Refused, fmt::format("{}: larger than {} bytes", name, kSiteImportLimit));
    }
    if (const auto site = site::parseSite(file, name); !site) return tl::unexpected(site.error());
    ledger::Command command = site::importSite(std::move(file), name);
    // An import is what happened at this moment: the same identity as a timer's, which no seat can claim.
    command.id = {ledger::CommandId::Source::Timer, site::siteEntity(), 0, static_cast<std::uint64_t>(now),
                  0};
    command.actor = "admin";
    command.seat = station;
    command.occurred = now;
    command.recorded = now;
    return command;
}

} // namespace shouwang::server
