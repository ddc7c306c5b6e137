#include "server/commands.h"

int main(int argc, char** argv) {
    return shouwang::server::runProgram({argv + 1, argv + argc});
}
