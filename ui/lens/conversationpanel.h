// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lens/conversationview.h"
#include "ui/lens/dialectchoice.h"
#include "ui/lens/mcpcall.h"
#include "ui/look/actions.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace helio {

class ConversationActions;
class EmptyPane;
class MarkdownView;
class StreamList;
class StreamStory;

/// The tab *Conversation*: the messages of one stream or channel as they grow.
class ConversationPanel : public QWidget
{
    Q_OBJECT
public:
    /// Has what a feed brings taken for a stream's, beside what its connection does.
    using Join = std::function<void(EventFeed *feed, int stream)>;

    /// All are borrowed. `settings`: where the dialects that were chosen are kept.
    ConversationPanel(const EventRing &ring, StreamList &streams, const Join &join, Actions &actions,
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
    /// It is started when this is first shown about its subject.
    LensFeed &feed() { return feed_; }
    ConversationView &view() { return *view_; }

    /// Reads the subject otherwise from now on.
    void setDialect(const DialectChoice &choice);
    /// Writes all messages that there are; answers what went wrong, for people, and empty when nothing did.
    QString save(const QString &path) const;
    /// Sends a request of MCP to the stream that it is about, once.
    void send(const QByteArray &body);
    /// What it would go by.
    McpSession session() const;
    /// Below the messages: that some are gone, what became of a request; empty when there is nothing to say.
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
    McpSession sessionOfStream() const; ///< as the heads of its own connections say
    void follow();
    void followStory();
    void noteBody(int stream);
    void addStory(int first, int last);
    QString title() const;
    QString scope() const;
    const LensMessage *currentMessage() const;
    void onChanged();
    void tryToGo();
    void chooseEvents(int row);
    void fillDialects();
    void askForFile();
    void askForPath();
    void askForRequest();
    void askToSave();
    void copyText() const;
    void copySelected() const;
    void showMarkdown();
    void showWhatThereIs();
    void showState();
    void onAnswer(McpCall *call, qint64 sentAt, const QString &problem);
    void retranslate();

    StreamList &streams_;
    Join join_;
    QStringList libraryProblems_;
    DialectLibrary library_;
    DialectChoices choices_;
    LensFeed feed_;
    ConversationModel model_;
    EventSelection chosen_;
    EventSelection subject_; ///< what is followed
    QPointer<StreamStory> story_;
    std::optional<quint64> goal_; ///< the event that is gone to when it is read
    QString problem_;             ///< of the choice of a dialect
    QString answer_;              ///< what became of the request that was sent last
    QString goalProblem_;

    struct Sent
    {
        qint64 at;
        QByteArray body;
    };
    struct KeptSession
    {
        QByteArray id;
        QByteArray ofStream; ///< what the stream's own heads said then
    };
    QHash<int, QList<LensFeed::Body>> bodies_; ///< of the streams' own requests
    QHash<int, QList<Sent>> sent_;             ///< by stream
    QHash<int, qint64> editedAt_;              ///< by stream: a session from before is of another request
    QHash<int, KeptSession> sessions_;         ///< begun by a request that was sent here
    QHash<int, quint64> lastRequestId_;

    ConversationActions *actions_;
    QLabel *title_;
    QToolButton *dialect_;
    QMenu *dialects_;
    QLabel *notice_;
    ConversationView *view_;
    MarkdownView *markdown_;
    EmptyPane *empty_;
    QStackedWidget *pages_;
    QPushButton *openStream_;
    QPushButton *chooseDialect_;
    QPushButton *back_;
};

} // namespace helio
