// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

class QSettings;
class QWidget;

namespace helio {

/// The questions before what drops clients or history: asked until the user does not want to be asked again, which the
/// settings keep.
class Confirmations
{
    Q_DECLARE_TR_FUNCTIONS(helio::Confirmations)
public:
    enum class Question { StopHub, Quit, ClearChannel, DisconnectClients, KeepClientsAway };

    struct Texts
    {
        QString title;
        QString question; ///< what is to be done
        QString happens;  ///< what comes of it
        QString agree;    ///< the button that does it
    };

    /// Borrowed.
    explicit Confirmations(QSettings &settings);

    bool isAsked(Question question) const;
    /// Whether some are not asked any more.
    bool areAnySilent() const;
    /// From now on all are asked again.
    void askAll();
    /// Asks over `parent`, if it is to be asked, and answers whether the user agrees. False while another question is
    /// open.
    bool agrees(Question question, const Texts &texts, QWidget *parent);

private:
    QSettings &settings_;
    bool isOpen_ = false;
};

} // namespace helio
