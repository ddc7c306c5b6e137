// 保存场景: what stands on the wall, under a name and a key; and taking a saved scene away. Folded together
// it keeps what was typed. GUI thread.
#pragma once

#include "wall/saved_scene.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace shouwang::console {

class Desk;

class SceneForm final : public QFrame {
    Q_OBJECT

public:
    explicit SceneForm(Desk& desk, QWidget* parent = nullptr);

    void open(); ///< with the keyboard in the name
    void fold(); ///< what was typed stays

Q_SIGNALS:
    void saved(const shouwang::wall::SavedScene& scene); ///< it is durable at this seat
    void left();                                         ///< the keyboard may go back to where it was

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void nameParts();
    void build();
    void refresh();
    void save();
    void remove();
    void submit(const ledger::Command& command, const wall::SavedScene& scene);
    void sayWhy(const QString& why);
    wall::SavedScene scene() const;

    Desk& m_desk;
    QLineEdit* m_name;
    QComboBox* m_key;
    QComboBox* m_area;
    QPushButton* m_save;
    QPushButton* m_remove;
    QPushButton* m_cancel;
    QLabel* m_words;
    bool m_blamed = false; // the words say why it was not saved
};

/// Why a scene was refused, for the officer. Empty: a code of another room.
QString sceneRefusalWord(std::string_view code);

} // namespace shouwang::console
