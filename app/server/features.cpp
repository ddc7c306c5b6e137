#include "server/features.h"

#include "linkage/linkage.h"
#include "people/key_store.h"
#include "rooms/rooms.h"
#include "site/tables.h"

namespace shouwang::server {

namespace {

/// linkage::react with the site of this moment instead of the one at the start.
class LiveLinkage final : public ledger::Feature {
public:
    explicit LiveLinkage(std::shared_ptr<const SiteBoard> board)
        : m_board(std::move(board)) {}

    std::string name() const override { return "linkage"; }
    int version() const override { return 1; }
    void createTables(ledger::Database&) const override {}
    void dropTables(ledger::Database&) const override {}
    ledger::Decision decide(const ledger::View&, const ledger::Command& command) const override {
        return ledger::Decision::refuse("linkage.unknown_kind", command.kind + " is not known here");
    }
    void apply(ledger::Database&, const ledger::Fact&) const override {}
    std::vector<ledger::Command> react(const ledger::Fact& fact) const override {
        const auto entry = m_board->current();
        return entry ? linkage::react(entry->site, fact) : std::vector<ledger::Command>();
    }

private:
    const std::shared_ptr<const SiteBoard> m_board;
};

/// The site file is imported at the station by its administrator; a seat's token is not enough for it.
class StationOnly final : public ledger::Feature {
public:
    explicit StationOnly(std::shared_ptr<const ledger::Feature> room)
        : m_room(std::move(room)) {}

    std::string name() const override { return m_room->name(); }
    int version() const override { return m_room->version(); }
    void createTables(ledger::Database& tables) const override { m_room->createTables(tables); }
    void dropTables(ledger::Database& tables) const override { m_room->dropTables(tables); }
    ledger::Decision decide(const ledger::View& view, const ledger::Command& command) const override {
        if (command.id.source != ledger::CommandId::Source::Seat) return m_room->decide(view, command);
        const std::string code = name() + ".only_at_station";
        if (command.nature == ledger::Nature::Order) {
            return ledger::Decision::refuse(code, "this is done at the station, not at a seat");
        }
        // Also what calls itself a report moves nothing, but stands there to be seen.
        ledger::Draft draft;
        draft.kind = name() + ".attempted_at_seat";
        draft.entity = command.entity;
        draft.contested = {code};
        return ledger::Decision::one(std::move(draft));
    }
    void apply(ledger::Database& tables, const ledger::Fact& fact) const override {
        m_room->apply(tables, fact);
    }
    std::vector<ledger::Command> react(const ledger::Fact& fact) const override {
        return m_room->react(fact);
    }
    std::string rightFor(const ledger::Command& command) const override { return m_room->rightFor(command); }
    std::optional<ledger::Mode> modeOf(const ledger::View& view, const Id& entity) const override {
        return m_room->modeOf(view, entity);
    }
    bool actuates(const ledger::Command& command) const override { return m_room->actuates(command); }
    int readableSince() const override { return m_room->readableSince(); }
    bool trustsCopy(const ledger::View&, const ledger::Fact&) const override {
        return false;
    } // only the station says these things

private:
    const std::shared_ptr<const ledger::Feature> m_room;
};

} // namespace

people::SignatureCheck checkAgainst(std::filesystem::path keyStore) {
    return [path = std::move(keyStore)](const std::string& name, ByteView text, ByteView signature) {
        const auto store = people::KeyStore::read(path);
        const people::Account* account = store ? store->find(name) : nullptr;
        return account != nullptr && people::verify(*account, text, signature);
    };
}

ledger::Features makeFeatures(const std::shared_ptr<const SiteBoard>& board,
                              const people::SignatureCheck& check) {
    ledger::Features rooms = commonRooms(check);
    rooms.insert(rooms.begin() + 1,
                 std::make_shared<StationOnly>(site::makeFeature())); // before those above it
    rooms.push_back(std::make_shared<LiveLinkage>(board));
    return rooms;
}

} // namespace shouwang::server
