// What the river needs to know of a room: its tables, and its three pure functions.
#pragma once

#include "ledger/database.h"
#include "ledger/overlay.h"

#include <set>
#include <span>

namespace shouwang::ledger {

/// A read-only look at the tables. On a seat the facts of commands that the station has not yet decided lie
/// on top; a room's `load` folds them in with its own evolve. Remembers what was read, so that a seat decides
/// again only those waiting commands whose ground has moved.
class View {
public:
    /// `overlay` outlives the view; none at the station.
    View(Database& tables, const Overlay* overlay, Micros now)
        : m_tables(tables)
        , m_overlay(overlay)
        , m_now(now) {}

    Database& tables() const { return m_tables; }
    Micros now() const { return m_now; } ///< wall time, for display and for deadlines set by people
    const Overlay& overlay() const {
        static const Overlay none;
        return m_overlay ? *m_overlay : none;
    }

    void noteRead(const Id& entity) const { m_read.insert(entity); }
    const std::set<Id>& read() const { return m_read; }

private:
    Database& m_tables;
    const Overlay* m_overlay;
    Micros m_now;
    mutable std::set<Id> m_read;
};

/// Folds the provisional facts about one entity into its confirmed state. `evolve` is the room's pure
/// function.
template <class State, class Evolve>
State withOverlay(const View& view, const Id& entity, State state, Evolve evolve) {
    view.noteRead(entity);
    view.overlay().eachOf(entity, [&](const Fact& fact) { state = evolve(std::move(state), fact); });
    return state;
}

/// One fact that decide wants; the ledger fills in the rest of the header from the command.
struct Draft {
    std::string kind;
    Id entity;
    Map open;
    std::vector<std::string> contested;
    Compartment compartment = Compartment::Open;
    Bytes sealed;
    std::string keyId;
    /// Only of a new entity: what it is whatever its cause is (an exercise). The mode of one that is there
    /// already, and of one that has a cause, is that one's (modeOf).
    std::optional<Mode> mode;
};

/// Why an order is refused, or what a contested report breaks. The code is translated in ui/; the basis names
/// the law or rule that is shown to the officer.
struct Refusal {
    std::string code;  ///< alarms.already_closed
    std::string basis; ///< S3 柳州; empty: none
    std::string text;  ///< English, for the log
};

struct Decision {
    std::vector<Draft> facts; ///< empty and not refused: no-op, it is so already
    std::optional<Refusal> refusal;
    bool merged = false; ///< applied beside somebody else's change

    static Decision refuse(std::string code, std::string text, std::string basis = {}) {
        return {{}, Refusal{std::move(code), std::move(basis), std::move(text)}, false};
    }
    static Decision noOp() { return {}; }
    static Decision one(Draft draft) {
        Decision decision;
        decision.facts.push_back(std::move(draft));
        return decision;
    }
};

/// A room as the river sees it. Constructed by app/ only. Methods are called on the one writing thread.
class Feature {
public:
    virtual ~Feature() = default;

    virtual std::string name() const = 0; ///< "alarms"; its kinds of fact and command are "alarms.…"
    virtual int version() const = 0;      ///< of its tables; a higher one than stored rebuilds them
    /// Tables down to this version can be read and written by this code: after an upgrade they stay in use
    /// until the new ones are rebuilt beside them.
    virtual int readableSince() const { return version(); }
    /// What tables of an older, readable version need so that this code can go on with them: a new column.
    virtual void upgradeTables(Database& tables) const { (void)tables; }
    virtual void createTables(Database& tables) const = 0; ///< CREATE TABLE IF NOT EXISTS alarms_…
    virtual void dropTables(Database& tables) const = 0;

    /// Pure with regard to everything but what it reads through the view. Never called for kinds of other
    /// rooms.
    virtual Decision decide(const View& view, const Command& command) const = 0;
    /// evolve and save: brings the tables up to date with one committed fact. Called for every fact in order,
    /// also for those of other rooms and unknown kinds. Never refuses.
    virtual void apply(Database& tables, const Fact& fact) const = 0;
    /// Station only, once for each newly committed fact. Pure. `id`, `cause` and `mode` are set by the
    /// ledger.
    virtual std::vector<Command> react(const Fact& fact) const {
        (void)fact;
        return {};
    }

    /// The mode of an entity of this room, provisional ones too; none: no such entity stands here.
    virtual std::optional<Mode> modeOf(const View& view, const Id& entity) const {
        (void)view, (void)entity;
        return {};
    }
    /// What a new entity of this command is about, beside its cause (the alarm of an incident): of any room.
    virtual std::vector<Id> inheritsFrom(const Command& command) const {
        (void)command;
        return {};
    }
    /// Whether the command moves something outside of this program: a lock, a siren, a call to somebody.
    /// What belongs to an exercise or a test never does (decideWith).
    virtual bool actuates(const Command& command) const {
        (void)command;
        return false;
    }

    /// Whether a fact of this room that was lost with the station's disk, and that a seat offers as a copy
    /// (Ledger::recover), is followed again. False for what only the station may say, and for what has been
    /// decided otherwise meanwhile: the copy is then kept as "<kind>.contested", for people to look at.
    virtual bool trustsCopy(const View& view, const Fact& copy) const {
        (void)view, (void)copy;
        return true;
    }

    /// The right that a command of this room needs ("handle_alarms"); empty: none.
    virtual std::string rightFor(const Command& command) const {
        (void)command;
        return {};
    }
    /// Whether the actor holds that right now, at that seat. Asked of every room; `people` answers.
    virtual std::optional<Refusal> refuseRight(const View& view, const Command& command,
                                               const std::string& right) const {
        (void)view, (void)command, (void)right;
        return {};
    }

    /// The present values of the fields that a command of this room wanted to set, by the same numbers: what
    /// is shown beside the words of somebody whose order was refused.
    virtual Map present(const View& view, const Command& command) const {
        (void)view, (void)command;
        return {};
    }
    /// Station only: the fact that keeps a refused order in sight. Asked of every room; `attention` answers.
    virtual std::optional<Draft> noteRefusal(const View& view, const Command& command, const Refusal& refusal,
                                             const Map& present) const {
        (void)view, (void)command, (void)refusal, (void)present;
        return {};
    }
};

using Features = std::vector<std::shared_ptr<const Feature>>;

/// The mode in which a command is decided, the one place of this rule: that of its entity; where that is new,
/// of its cause and of what it is about, and there anything real makes it real; else it is real. What a seat
/// claims is never asked; devices, timers and react speak for the station and are believed.
Mode modeOf(const Features& features, const View& view, const Command& command);

/// The code of an order that would move something real in an exercise.
inline constexpr const char* kMovesNothing = "ledger.exercise_moves_nothing";

/// What the rooms say to a command: the same code at the station and on a seat. An order may come back
/// refused. A report never does: where its room refuses it or does not know it, it becomes a fact
/// "<kind>.contested", which no room's evolve follows, with all that the report carried; where only the right
/// is missing, the room's own facts are marked contested.
Decision decideWith(const Features& features, const View& view, const Command& command);

/// The code of a command on which a room fails whenever it is asked.
inline constexpr const char* kRoomFailed = "ledger.room_failed";
/// What becomes of a command about which no room is asked: as if its room had refused it.
Decision decideUnasked(const Command& command, const Refusal& refusal);

/// The fact by which a refused order stays in sight, or none (Feature::noteRefusal). `present`: what stands
/// there instead; without it the command's room is asked.
std::optional<Draft> noteOf(const Features& features, const View& view, const Command& command,
                            const Refusal& refusal);
std::optional<Draft> noteOf(const Features& features, const View& view, const Command& command,
                            const Refusal& refusal, const Map& present);

/// Makes the fact that a draft of a decision becomes, without number, committed time and previous hash: the
/// same code for the station and for a seat's provisional facts.
Fact factFrom(const Command& command, const Draft& draft);

/// The room that a kind belongs to: "alarms" for "alarms.raised".
std::string roomOf(std::string_view kind);

} // namespace shouwang::ledger
