// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lens/conversationstory.h"
#include "ui/lens/conversationview.h"
#include "ui/lens/dialectchoice.h"
#include "ui/lens/mcpsessions.h"
#include "ui/look/actions.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace helio {

class ConversationActions;
class ConversationCommands;
class DialectMenu;
class EmptyPane;
class MarkdownView;
class StreamList;

/// The tab *Conversation*: the messages of one stream or channel as they grow.
class ConversationPanel : public QWidget
{
    Q_OBJECT
public:
    /// All are borrowed. `settings`: where the dialects that were chosen are kept.
    ConversationPanel(const EventRing &ring, StreamList &streams, const McpSessions::Join &join, Actions &actions,
                      QSettings &settings, QWidget *parent = nullptr);
    ~ConversationPanel() override;

    /// What it is about: a stream or one channel. Of an empty selection the stream that was opened last; of a folder
    /// nothing.
    void choose(const EventSelection &selection);
    bool isAbout(const EventView &event) const { return subject_.holds(event) && !subject_.isEmpty(); }
    /// Goes to what an event of the subject made, as soon as that is read; says so where it made nothing.
    void goToEvent(quint64 sequence);
    /// There may be more events.
    void readOn() { feed_.readOn(); }
    /// Events of that stream, or of the hub, were dropped on their way here.
    void onLoss(int source);
    /// It is started when this is first shown about its subject.
    LensFeed &feed() { return feed_; }
    ConversationView &view() { return *view_; }

    /// Reads the subject otherwise from now on.
    void setDialect(const DialectChoice &choice);
    /// Writes all messages that there are; answers what went wrong, for people, and empty when nothing did.
    QString save(const QString &path) const;
    /// What is sent to the stream that it is about.
    McpSessions &mcp() { return mcp_; }
    /// Above the messages: that some are gone, what became of a request; empty when there is nothing to say.
    QString notice() const;

    /// In *Conversation* of the menus, and that of the events.
    QAction *showInConversationAction() const;

Q_SIGNALS:
    void showRequested();
    /// The events of what is chosen here.
    void eventsChosen(const helio::EventNumbers &events);
    /// They should be seen where they stand.
    void eventsWanted();

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void follow();
    QString title() const;
    QString scope() const;
    void onChanged();
    void tryToGo();
    void chooseEvents(int row);
    void showMarkdown();
    void showWhatThereIs();
    void showState();
    void retranslate();

    StreamList &streams_;
    DialectChoices choices_;
    LensFeed feed_;
    ConversationModel model_;
    ConversationStory story_;
    McpSessions mcp_;
    EventSelection chosen_;
    EventSelection subject_;      ///< what is followed
    std::optional<quint64> goal_; ///< the event that is gone to when it is read
    QString problem_;             ///< of the choice of a dialect
    QString said_;                ///< what became of what was done last
    QString goalProblem_;

    ConversationActions *actions_;
    QLabel *title_;
    QToolButton *dialect_;
    DialectMenu *dialects_;
    QLabel *notice_;
    ConversationView *view_;
    MarkdownView *markdown_;
    EmptyPane *empty_;
    QStackedWidget *pages_;
    QPushButton *openStream_;
    QPushButton *chooseDialect_;
    QPushButton *sendRequest_;
    QAction *sendTool_; ///< in the tool bar: only where it is likely to be wanted
    QPushButton *back_;
    ConversationCommands *commands_;
};

} // namespace helio
