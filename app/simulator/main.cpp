// The simulated site (README.md).
#include "simulator/programs.h"

int main(int count, char** words) {
    return shouwang::simulator::runProgram({words + 1, words + count});
}
