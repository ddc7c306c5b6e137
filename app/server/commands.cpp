#include "server/commands.h"

#include <fmt/format.h>

namespace shouwang::server {

namespace {

constexpr const char* kHelp = R"(shouwang-server: the station of Shouwang

  shouwang-server init --data DIR [--station-name NAME]
      makes a folder with a new ledger, an empty key store and an administrator's token
  shouwang-server run --data DIR [--listen 127.0.0.1:PORT] [--tls-cert FILE --tls-key FILE]
                      [--mqtt HOST:PORT] [--mqtt-user NAME] [--mqtt-password-file FILE] [--mqtt-ca FILE]
                      [--secrets FILE] [--reserve MIB]
      serves until SIGTERM; prints {"ready":true,"port":N} when it does. Port 0 is any free port. Without a
      certificate only loopback is served. --secrets holds the cameras' passwords and must have mode 0600.
      A ledger that is damaged, foreign, gone, of a newer version or half restored is not served: the program says so
      to the seats, prints {"ready":false,"closed":"damaged","port":N}, and goes on when another one lies there.
      --reserve is room on the disk that is given up when it is full, so that alarms are still recorded (64)
  shouwang-server site import FILE --data DIR
      puts a site file in force, also while the station runs; a wrong one is refused with file, line and reason
  shouwang-server persons import FILE.csv --data DIR
      takes the persons of a file into the movement register, also while the station runs; the site must be in
      force. Lines are number,zone,woman,status,reason (woman 0 or 1; status in, hospital, medical_leave,
      home_visit, court or other). A wrong file is refused with file, line and reason and changes nothing; who is
      known already stays as registered
  shouwang-server seat add --data DIR --letter A --name NAME [--url URL] [--ca FILE] [--out FILE]
                  [--mqtt HOST:PORT [--mqtt-user USER] [--mqtt-password-file FILE] [--mqtt-ca FILE]]
                  [--compartments management,health,psychology,family|none]
      makes a seat and its file (0600, seat-A.json in the folder by default), also while the station runs. It
      receives sealed parts of these compartments only (management, unless said otherwise)
  shouwang-server seat compartments ID LIST --data DIR
      from now on the seat receives sealed parts of these only; what it has of others it purges at its next contact
  shouwang-server seat revoke ID --data DIR
      ID is the seat's id or letter. Its token opens nothing any more; its letter stays taken and its facts stay
  shouwang-server reader add NAME --data DIR
      a token that reads the open data interface (/api/v1) and nothing else; it is printed once and kept nowhere
  shouwang-server reader revoke NAME --data DIR
  shouwang-server account add --data DIR --account ID --name NAME --role ROLE [--post POST] [--auxiliary]
                              --password-file FILE
      roles: operator, shift_leader, commander, brigade, medical, supervisor, admin
  shouwang-server backup FILE --data DIR
      copies the ledger whole and proves the copy, also while the station runs; never over another file
  shouwang-server restore FILE --data DIR [--station-name NAME]
      puts a backup in the ledger's place while the station stands still; the old one is kept beside it. Where the
      whole folder was lost it makes a new one of the station that the backup names
  shouwang-server checkpoint --data DIR
      the running station signs where its ledger stands, and prints it
  shouwang-server checkpoint key --data DIR
      the public key for shouwang-verify --key
  shouwang-server help

exit code: 0 done, 1 try again, 2 wrong command line, 3 refused, 4 the ledger is damaged
)";

bool starts(const std::vector<std::string>& words, std::initializer_list<const char*> with) {
    if (words.size() < with.size()) return false;
    std::size_t i = 0;
    for (const char* word : with) {
        if (words[i++] != word) return false;
    }
    return true;
}

std::vector<std::string> rest(const std::vector<std::string>& words, std::size_t from) {
    return {words.begin() + static_cast<std::ptrdiff_t>(from), words.end()};
}

} // namespace

int complain(int code, const std::string& text) {
    fmt::print(stderr, "shouwang-server: {}\n", text);
    return code;
}

int runProgram(const std::vector<std::string>& words) {
    if (starts(words, {"run"})) return runStation(rest(words, 1));
    if (starts(words, {"init"})) return initStation(rest(words, 1));
    if (starts(words, {"site", "import"})) return importSite(rest(words, 2));
    if (starts(words, {"persons", "import"})) return importPersons(rest(words, 2));
    if (starts(words, {"seat", "add"})) return addSeat(rest(words, 2));
    if (starts(words, {"seat", "compartments"})) return changeCompartments(rest(words, 2));
    if (starts(words, {"seat", "revoke"})) return revokeSeat(rest(words, 2));
    if (starts(words, {"reader", "add"})) return addReader(rest(words, 2));
    if (starts(words, {"reader", "revoke"})) return revokeReader(rest(words, 2));
    if (starts(words, {"account", "add"})) return addAccount(rest(words, 2));
    if (starts(words, {"backup"})) return backupStation(rest(words, 1));
    if (starts(words, {"restore"})) return restoreStation(rest(words, 1));
    if (starts(words, {"checkpoint", "key"})) return showCheckpointKey(rest(words, 2));
    if (starts(words, {"checkpoint"})) return makeCheckpoint(rest(words, 1));
    if (starts(words, {"help"}) || starts(words, {"--help"})) {
        fmt::print("{}", kHelp);
        return kDone;
    }
    fmt::print(stderr, "{}", kHelp);
    return kUsage;
}

} // namespace shouwang::server
