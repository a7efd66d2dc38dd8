// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/actions.h"

#include <QPointer>
#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QToolBar;
class QTreeView;
class QVBoxLayout;

namespace helio {

class EmptyPane;
class StreamList;
class StreamStory;

/// One stream's connection: where it stands, and its story in order.
class ConnectionPanel : public QWidget
{
    Q_OBJECT
public:
    /// Borrowed, both.
    ConnectionPanel(StreamList &streams, Actions &actions, QWidget *parent = nullptr);

    /// Shows the stream `id`; 0 and unknown ones change nothing.
    void showStream(int id);
    int stream() const { return stream_; }
    /// Puts `widget`, which says more of the stream that is shown, above the story; it becomes a child.
    void addAboveStory(QWidget *widget);

Q_SIGNALS:
    /// The user chose another stream here.
    void streamChosen(int id);
    void editRequested(int id);
    /// Another stream is shown, by whomever; 0: none.
    void streamShown(int id);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void addStream(int id);
    void removeStream(int id);
    void nameStream(int id);
    void choose(int index);
    void showStory();
    void showFacts();
    void showTrimmed();
    void showRefusal();
    void onInserted(int first, int last);
    void followTail();
    bool isEnded() const;
    void toggle();
    void copyText() const;
    void clear();
    void retranslate();

    StreamList &streams_;
    int stream_ = 0;
    QPointer<StreamStory> story_;
    bool follows_ = true;
    QStackedWidget *pages_;
    EmptyPane *empty_;
    QComboBox *chooser_;
    QLabel *state_;
    QLabel *facts_;
    QLabel *problem_;
    QLabel *waiting_; ///< what came while no event did
    QLabel *refusalTitle_;
    QPlainTextEdit *refusal_;
    QByteArray shownRefusal_; ///< in it, as it came: a text's line ends are others ///< what the body of an answer says
                              ///< that is no stream
    QLabel *trimmed_;
    QTreeView *view_;
    QVBoxLayout *page_;
    QAction *toggle_; ///< closes the stream, or opens it again
    QAction *edit_;
    QAction *copy_;
    QAction *clear_;
};

} // namespace helio
