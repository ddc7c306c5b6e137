#include "server/person_import.h"

#include "care/person_file.h"
#include "care/tables.h"

namespace shouwang::server {

Result<std::vector<ledger::Command>> personCommands(const Id& station, ByteView file, const std::string& name,
                                                    const site::Site& site, Micros now) {
    auto rows = care::parsePersons(file, name, site);
    if (!rows) return tl::unexpected(rows.error());
    const std::string content = toHex(sha256(file));
    std::vector<ledger::Command> commands;
    for (care::PersonRow& row : *rows) {
        ledger::Command command = care::receive(row.person, std::move(row.reason), now);
        const Id origin = Id::fromParts({"care.import", content, std::to_string(commands.size())});
        // Like a timer's, which no seat can claim.
        command.id = {ledger::CommandId::Source::Timer, origin, 0, 1, 0};
        command.actor = "admin";
        command.seat = station;
        commands.push_back(std::move(command));
    }
    return commands;
}

std::size_t dropKnown(const ledger::View& view, std::vector<ledger::Command>& commands) {
    return std::erase_if(commands, [&view](const ledger::Command& command) {
        return care::person(view, ledger::field(command.open, care::Field::Number).text()).has_value();
    });
}

} // namespace shouwang::server
