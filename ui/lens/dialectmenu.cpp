// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/dialectmenu.h"

#include <QFileDialog>
#include <QInputDialog>

namespace helio {

DialectMenu::DialectMenu(QWidget *parent)
    : QMenu(parent)
    , library_(DialectLibrary::forUser(problems_))
{
    setObjectName(QStringLiteral("conversationDialects"));
    connect(this, &QMenu::aboutToShow, this, &DialectMenu::fill);
}

void DialectMenu::fill()
{
    library_ = DialectLibrary::forUser(problems_);
    clear();
    const auto add = [this](const QString &text, const DialectChoice &choice) {
        QAction *action = addAction(text);
        action->setObjectName(QStringLiteral("dialect_") + choice.text);
        action->setCheckable(true);
        action->setChecked(choice == choice_);
        connect(action, &QAction::triggered, this, [this, choice] { Q_EMIT chosen(choice); });
    };
    add(tr("&Auto: by the first events"), {});
    addSeparator();
    const QStringList names = library_.names();
    for (const QString &name : names)
        add(name, {name});
    addSeparator();
    if (choice_.isFile() || choice_.isPath())
        add(choice_.text, choice_);
    QAction *file = addAction(tr("A &file…"));
    file->setObjectName(QStringLiteral("dialectFile"));
    connect(file, &QAction::triggered, this, &DialectMenu::askForFile);
    QAction *path = addAction(tr("A JSON &path…"));
    path->setObjectName(QStringLiteral("dialectPath"));
    connect(path, &QAction::triggered, this, &DialectMenu::askForPath);
}

void DialectMenu::askForFile()
{
    const QString path = QFileDialog::getOpenFileName(parentWidget(), tr("A dialect"), DialectLibrary::userFolder(),
                                                      tr("Dialects (*.json)"));
    if (!path.isEmpty())
        Q_EMIT chosen({path});
}

void DialectMenu::askForPath()
{
    bool isGood = false;
    const QString path = QInputDialog::getText(
        parentWidget(), tr("A JSON path"), tr("Text and numbers at this place of each event are joined:"),
        QLineEdit::Normal, choice_.isPath() ? choice_.text : QStringLiteral("$.text"), &isGood);
    if (!isGood || path.trimmed().isEmpty())
        return;
    const QString text = path.trimmed();
    Q_EMIT chosen({text.startsWith(u'$') ? text : QStringLiteral("$.") + text});
}

} // namespace helio
