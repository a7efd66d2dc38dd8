// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/banner.h"

namespace helio {

/// Says over the table of events what could not be done with it, and what to do instead; until one closes it, or it is
/// done after all.
class EventsNotice : public Banner
{
    Q_OBJECT
public:
    enum class Refusal {
        TooManyColumns, ///< EventColumns::MaximumShown are there
        TooMuchToCopy,  ///< more than MaximumCopiedBytes
    };
    /// What is put into the clipboard at once; more is exported.
    static constexpr qsizetype MaximumCopiedBytes = 32 * 1024 * 1024;

    explicit EventsNotice(QWidget *parent = nullptr);

    void showRefusal(Refusal refusal);
    /// It could be done now; another refusal stays.
    void clear(Refusal refusal);

protected:
    void changeEvent(QEvent *event) override;

private:
    QString refusalText() const;

    Refusal refusal_ = Refusal::TooManyColumns;
};

} // namespace helio
