// What the command line can ask for; main() only hands over.
#pragma once

#include <string>
#include <vector>

namespace shouwang::simulator {

/// Returns the exit status: 0 done, 1 failed, 2 a wrong command line.
int runProgram(const std::vector<std::string>& words);

} // namespace shouwang::simulator
