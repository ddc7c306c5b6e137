#include "people/ui/second_person.h"

namespace shouwang::people {

SecondPersonBox::SecondPersonBox(QWidget* parent)
    : SignerBox(
          QStringLiteral("second"),
          {tr("第二人账号"), tr("第二人本人密码"), tr("请填写第二人的账号"), tr("请第二人输入本人密码")},
          parent) {}

bool SecondPersonBox::check(const std::string& officer) {
    const bool own = !account().empty() && account() == officer;
    if (!own) return SignerBox::check();
    sayOfPassword({});
    sayOfAccount(tr("第二人不能是本人"));
    return false;
}

} // namespace shouwang::people
