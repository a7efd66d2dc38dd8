// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hub/clientstab.h"
#include "ui/window/undobanner.h"

#include <QHash>
#include <QPointer>
#include <QVariant>

namespace helio {

class EventColumns;
class Layouts;
class TableColumns;

/// *Reset layout*: docks, tabs, columns (those of JSON paths too) and the places within tabs are as at the first start;
/// until the next time all of it can be had back.
class LayoutReset : public QObject
{
    Q_OBJECT
public:
    /// All are borrowed. The columns are those of all tables in `window`.
    struct Parts
    {
        QWidget &window;
        Layouts &layouts;
        EventColumns &pathColumns;
        ClientsTab &clients;
    };

    LayoutReset(const Parts &parts, QObject *parent);
    ~LayoutReset() override;

    void reset();
    /// Nothing when there was no reset().
    void undo();

Q_SIGNALS:
    void done();
    void undone();

private:
    /// How the user had it.
    struct Before
    {
        QHash<QString, QVariant> layouts;
        QStringList pathColumns;
        QList<std::pair<QPointer<TableColumns>, QStringList>> columns;
        ClientsTab::JournalPlace journal;
    };

    Parts parts_;
    std::optional<Before> before_;
};

/// Shown for some seconds after the layout was reset, with the way back.
class LayoutResetBanner : public UndoBanner
{
    Q_OBJECT
public:
    /// Borrowed.
    explicit LayoutResetBanner(LayoutReset &reset, QWidget *parent = nullptr);

protected:
    void retranslate() override;
};

} // namespace helio
