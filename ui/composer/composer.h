// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/composerfields.h"
#include "ui/composer/eventtemplate.h"
#include "ui/composer/historywalk.h"
#include "ui/composer/runbar.h"
#include "ui/hub/hubstate.h"
#include "ui/look/actions.h"

#include <QTimer>
#include <QWidget>

class QPushButton;
class QShortcut;

namespace helio {

class AnswerLine;
class ComposerTools;
class Composition;
class DataEdit;
class DraftStore;
class FittingLabel;
class WirePreview;

/// Publishes by hand, and says what became of it. What stands in it comes back at the next start.
class Composer : public QWidget
{
    Q_OBJECT
public:
    /// All are borrowed.
    Composer(HubState &hub, Actions &actions, DraftStore &store, const ComposerFields::TypesSeen &typesSeen,
             QWidget *parent = nullptr);

    /// Puts `channel` in, unless it is empty, and the cursor into the data.
    void writeTo(const QByteArray &channel);
    /// Puts in what can be published as it stands, without publishing it; an empty channel leaves the one that is
    /// there. What stood in the data can be brought back by Undo.
    void setPublication(const Publication &publication);
    void publish();
    QString answer() const;

Q_SIGNALS:
    /// Something of it was asked for where it may not be seen.
    void showRequested();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void connectActions();
    Draft draft() const;
    void setDraft(const Draft &draft);
    std::optional<EventTemplate> eventTemplate(const Draft &draft, QString *problem) const;
    std::optional<EventTemplate> eventForRun(RunBar::What what, QString *problem) const;
    Publication publication(const EventTemplate &event) const;
    void sayWhyNot();
    void onReceipt(const PublishReceipt &receipt);
    void onEdited();
    void keep(const Draft &present);
    void walkHistory(bool older);
    void showHistory();
    void editPresets();
    void format();
    void refresh();
    void showHub();
    void retranslate();

    HubState &hub_;
    Actions &actions_;
    DraftStore &store_;
    ComposerFields *fields_;
    DataEdit *data_;
    WirePreview *wire_;
    ComposerTools *tools_;
    RunBar *run_;
    FittingLabel *note_;
    AnswerLine *answer_;
    QPushButton *publish_;
    QShortcut *whyNot_; ///< the keys that publish, while the hub takes nothing
    Composition *composition_;
    QString saidWhyNot_;
    HistoryWalk walk_;
    QTimer refresh_; ///< note and bytes, where they take a moment
    quint32 seed_;   ///< of the next event's random values, so that the bytes shown are those that go out
    quint64 ticket_ = 0;
    bool isFilling_ = false; ///< several fields, from what is kept: no change of the user's before all are filled
};

} // namespace helio
