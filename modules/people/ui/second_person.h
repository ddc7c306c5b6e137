// A second person signs for one act with the own password (G21), at the desk of the first one. GUI thread.
#pragma once

#include "people/ui/signer_box.h"

namespace shouwang::people {

class SecondPersonBox final : public SignerBox {
    Q_OBJECT

public:
    explicit SecondPersonBox(QWidget* parent = nullptr);

    /// Says beside the fields what is missing, or that it is the officer's own account; false: not yet.
    bool check(const std::string& officer);
};

} // namespace shouwang::people
