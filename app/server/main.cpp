#include "server/commands.h"

#include <sys/stat.h>

int main(int argc, char** argv) {
    umask(0077); // the record is the station's alone, also where somebody moves it out of its folder
    return shouwang::server::runProgram({argv + 1, argv + argc});
}
