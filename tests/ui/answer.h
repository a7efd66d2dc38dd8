// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QCheckBox>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTimer>

namespace helio {

/// Answers each question of Confirmations that opens while it lives, and says what was asked.
class Answer : public QObject
{
public:
    /// `button`: the object name of the one that is clicked; null: Enter is pressed.
    explicit Answer(const char *button, bool silences = false)
    {
        connect(&poll_, &QTimer::timeout, this, [this, button, silences] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            if (!box || box->objectName() != QLatin1String("confirmation"))
                return;
            ++asked;
            text = box->text() + u'\n' + box->informativeText();
            if (silences)
                box->checkBox()->click();
            if (!button)
                QTest::keyClick(box, Qt::Key_Return);
            else if (auto *found = box->findChild<QPushButton *>(QLatin1String(button)))
                found->click();
            else
                qFatal("no %s", button);
        });
        poll_.start(1);
    }

    int asked = 0;
    QString text;

private:
    QTimer poll_;
};

} // namespace helio
