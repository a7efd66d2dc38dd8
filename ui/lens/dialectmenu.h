// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lens/dialectlibrary.h"
#include "ui/lens/dialectchoice.h"

#include <QMenu>

namespace helio {

/// The dialects that there are, those of the user's folder too, to choose one of them, a file, or a JSON path.
class DialectMenu : public QMenu
{
    Q_OBJECT
public:
    explicit DialectMenu(QWidget *parent = nullptr);

    /// As it was read last: when the menu was made, or opened.
    const DialectLibrary &library() const { return library_; }
    /// What is wrong with files of the user's folder, for people.
    const QStringList &problems() const { return problems_; }
    /// Which is ticked.
    void setChoice(const DialectChoice &choice) { choice_ = choice; }

Q_SIGNALS:
    void chosen(const helio::DialectChoice &choice);

private:
    void fill();
    void askForFile();
    void askForPath();

    QStringList problems_;
    DialectLibrary library_;
    DialectChoice choice_;
};

} // namespace helio
