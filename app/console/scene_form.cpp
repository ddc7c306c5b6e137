#include "console/scene_form.h"

#include "console/desk.h"
#include "console/wall_director.h"
#include "people/ui/words.h"
#include "shell/ui/theme.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace shouwang::console {
namespace {

constexpr int kMostLetters = 40; // of three bytes each, which is what a name may have

} // namespace

QString sceneRefusalWord(std::string_view code) {
    static const std::map<std::string_view, const char*> words{
        {wall::code::kNameWrong,
         QT_TRANSLATE_NOOP("console::Scene", "请填写场景名称（40 字以内，首尾没有空格）。")},
        {wall::code::kSceneEmpty, QT_TRANSLATE_NOOP("console::Scene", "电视墙上没有摄像机，不能保存。")},
        {wall::code::kNoSuchScene,
         QT_TRANSLATE_NOOP("console::Scene", "没有这个名称的场景，可能已被别的席位移除。")},
        {wall::code::kTooManyScenes,
         QT_TRANSLATE_NOOP("console::Scene", "场景已经有 200 个，请先移除不用的。")},
        {wall::code::kDivisionUnknown, QT_TRANSLATE_NOOP("console::Scene", "这个画面分割不能保存。")},
        {wall::code::kCamerasWrong, QT_TRANSLATE_NOOP("console::Scene", "摄像机太多或编号有错，不能保存。")},
        {wall::code::kAlarmAreaUnknown, QT_TRANSLATE_NOOP("console::Scene", "请选择警情画面的位置。")},
        {wall::code::kKeyUnknown, QT_TRANSLATE_NOOP("console::Scene", "快捷键只能是 Ctrl+1 至 Ctrl+9。")},
    };
    const auto found = words.find(code);
    return found == words.end() ? QString() : QCoreApplication::translate("console::Scene", found->second);
}

SceneForm::SceneForm(Desk& desk, QWidget* parent)
    : QFrame(parent)
    , m_desk(desk)
    , m_name(new QLineEdit(this))
    , m_key(new QComboBox(this))
    , m_area(new QComboBox(this))
    , m_save(new QPushButton(tr("保存"), this))
    , m_remove(new QPushButton(tr("移除场景"), this))
    , m_cancel(new QPushButton(tr("收起"), this))
    , m_words(new QLabel(this)) {
    setObjectName(QStringLiteral("sceneForm"));
    setAttribute(Qt::WA_StyledBackground);
    shell::setLook(this, "card");
    nameParts();
    build();
    connect(m_name, &QLineEdit::textChanged, this, [this] {
        m_blamed = false;
        refresh();
    });
    connect(m_name, &QLineEdit::returnPressed, this, &SceneForm::save);
    connect(m_save, &QPushButton::clicked, this, &SceneForm::save);
    connect(m_remove, &QPushButton::clicked, this, &SceneForm::remove);
    connect(m_cancel, &QPushButton::clicked, this, &SceneForm::fold);
    connect(&desk, &Desk::changed, this, &SceneForm::refresh);
    hide();
}

void SceneForm::nameParts() {
    m_key->addItem(tr("没有快捷键"), 0);
    for (int digit = 1; digit <= wall::kSceneKeys; ++digit)
        m_key->addItem(QStringLiteral("Ctrl+%1").arg(digit), digit);
    m_area->addItem(tr("警情在右侧"), QLatin1String(wall::kAlarmsRight));
    m_area->addItem(tr("警情占整屏"), QLatin1String(wall::kAlarmsScreen));
    m_name->setObjectName(QStringLiteral("sceneForm.name"));
    m_name->setMaxLength(kMostLetters);
    m_name->setPlaceholderText(tr("场景名称"));
    m_name->setAccessibleName(tr("场景名称"));
    m_key->setObjectName(QStringLiteral("sceneForm.key"));
    m_key->setAccessibleName(tr("快捷键"));
    m_area->setObjectName(QStringLiteral("sceneForm.area"));
    m_area->setAccessibleName(tr("警情画面的位置"));
    m_save->setObjectName(QStringLiteral("sceneForm.save"));
    m_remove->setObjectName(QStringLiteral("sceneForm.remove"));
    m_words->setObjectName(QStringLiteral("sceneForm.words"));
    m_words->setWordWrap(true);
    shell::setLook(m_save, "primary");
}

void SceneForm::build() {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_name, 1);
    for (QWidget* part :
         {static_cast<QWidget*>(m_key), static_cast<QWidget*>(m_area), static_cast<QWidget*>(m_save),
          static_cast<QWidget*>(m_remove), static_cast<QWidget*>(m_cancel)})
        row->addWidget(part);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(8, 8, 8, 8);
    box->setSpacing(4);
    box->addLayout(row);
    box->addWidget(m_words);
}

void SceneForm::open() {
    show();
    const WallDirector* director = m_desk.director();
    if (m_name->text().isEmpty() && director != nullptr) {
        m_name->setText(QString::fromStdString(director->chosen().saved));
        m_area->setCurrentIndex(std::max(0, m_area->findData(QString::fromStdString(director->alarmArea()))));
    }
    refresh();
    m_name->setFocus(Qt::ShortcutFocusReason);
    m_name->selectAll();
}

void SceneForm::fold() {
    hide();
    Q_EMIT left();
}

void SceneForm::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) return fold();
    QFrame::keyPressEvent(event);
}

wall::SavedScene SceneForm::scene() const {
    wall::SavedScene scene;
    scene.name = m_name->text().trimmed().toStdString();
    if (const WallDirector* director = m_desk.director()) scene.arranged = director->arrangement();
    scene.alarm_area = m_area->currentData().toString().toStdString();
    scene.key = m_key->currentData().toInt();
    return scene;
}

void SceneForm::refresh() {
    const auto& scenes = m_desk.data().scenes;
    const auto same =
        std::ranges::find(scenes, m_name->text().trimmed().toStdString(), &wall::SavedScene::name);
    const bool known = same != scenes.end();
    m_save->setText(known ? tr("覆盖保存") : tr("保存"));
    m_remove->setVisible(known);
    const bool may = m_desk.mayDo(people::Permission::HandleAlarms);
    m_save->setEnabled(may);
    m_remove->setEnabled(may);
    if (m_blamed) return; // until something else is typed
    shell::setLook(m_words, "muted");
    m_words->setText(known ? tr("已有这个名称的场景，保存会覆盖它。")
                           : tr("保存电视墙现在的画面分割和摄像机，所有席位都能调出。"));
}

void SceneForm::save() {
    const wall::SavedScene wanted = scene();
    if (const auto problems = wall::problemsOf(wanted); !problems.empty())
        return sayWhy(sceneRefusalWord(problems.front()));
    if (m_save->isEnabled()) submit(wall::saveScene(wanted), wanted);
}

void SceneForm::sayWhy(const QString& why) {
    m_blamed = true;
    shell::setLook(m_words, "error");
    m_words->setText(why);
}

void SceneForm::remove() {
    submit(wall::removeScene(m_name->text().trimmed().toStdString()), {});
}

void SceneForm::submit(const ledger::Command& command, const wall::SavedScene& scene) {
    const QPointer<SceneForm> self(this); // another language replaces the window
    m_desk.submit(command, [self, scene](const sync::SubmitResult& result) {
        if (!self) return;
        if (result.kind == sync::SubmitResult::Kind::Saved) {
            self->m_name->clear();
            self->fold();
            if (scene.exists()) Q_EMIT self->saved(scene);
            return;
        }
        QString why = sceneRefusalWord(result.refusal.code);
        if (why.isEmpty()) why = people::refusalWord(result.refusal.code);
        self->sayWhy(why.isEmpty() ? SceneForm::tr("没有保存，请再试一次。") : why);
    });
}

} // namespace shouwang::console
