// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/feedqueue.h"
#include "json/jsonpath.h"
#include "ui/look/actions.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTabWidget;
class QToolButton;

namespace helio {

class DeliveryLine;
class DiffPage;
class EventHead;
class EventTableModel;
class HubControl;
class JsonTreeView;
class RawPage;
class StreamList;
class TextPage;
class WrappingLabel;

/// Shows one event whole: its fields, its data as a tree, as text, byte for byte and against the event before it, and
/// what became of it. A view is filled when it is shown.
class Inspector : public QWidget
{
    Q_OBJECT
public:
    enum View { Tree, Text, Raw, Diff, ViewCount };

    /// Longer data is not put into the composer: nobody edits it there, and its field would hold the window up.
    static constexpr qsizetype MaximumComposedBytes = 256 * 1024;

    /// All are borrowed.
    Inspector(const EventTableModel &events, const StreamList &streams, HubControl &hub, Actions &actions,
              QWidget *parent = nullptr);

    /// `sequence`: the event's place in the ring of the events table.
    void showItem(const FeedQueue::Item &item, quint64 sequence);
    void clear();

    /// The view the user chose; what cannot be shown as a tree is shown as text, and changes nothing.
    View view() const { return chosen_; }
    void setView(View view);
    /// Whether it shows the newest event as long as the table follows it.
    bool followsNewest() const;
    /// view() and what else is to be remembered, for the settings.
    QByteArray saveState() const;
    /// What saveState() gave; ignored when it is not understood.
    void restoreState(const QByteArray &state);

Q_SIGNALS:
    /// A number of the event was chosen to be charted, in all events of its source, channel and type.
    void chartRequested(int source, const QByteArray &channel, const QByteArray &type, const helio::JsonPath &path);
    /// A term for the events filter, e.g. `$.symbol="A"`.
    void filterRequested(const QString &term);
    /// The values at the path are to be a column of the events table.
    void columnRequested(const helio::JsonPath &path);
    /// The user wants, or wants no longer, to see the newest event here as long as the table follows it.
    void followingChanged(bool follows);
    /// Channel (empty where the stream named none), type and data of the event, without its id.
    void publishAgainRequested(const helio::Publication &publication);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void showChosen();
    void fillPage();
    void showNote();
    void showMark();
    void enableActions();
    void publishAgain();
    void retranslate();

    const EventTableModel &events_;
    const StreamList &streams_;
    HubControl &hub_;
    Actions &actions_;
    std::optional<FeedQueue::Item> item_;
    quint64 sequence_ = 0;
    View chosen_ = Tree;
    bool isJson_ = false;
    JsonValue::Mistake mistake_; ///< why it is not
    bool stale_[ViewCount] = {}; ///< the page shows another event
    bool switchingByUs_ = false;
    EventHead *head_;
    WrappingLabel *mark_; ///< what is to be said of the event, if it is marked
    QTabWidget *views_;
    JsonTreeView *tree_;
    TextPage *text_;
    RawPage *raw_;
    DiffPage *diff_;
    QLabel *empty_;
    QLabel *note_;
    DeliveryLine *delivery_;
    QToolButton *follow_;
    QAction *followAction_; ///< the same for menus
    QToolButton *copy_;
    QPushButton *again_;
};

} // namespace helio
