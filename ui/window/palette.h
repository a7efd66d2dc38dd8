// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

class QLabel;
class QLineEdit;
class QListView;
class QSettings;

namespace helio {

class Actions;
class Monitor;
class PaletteModel;
struct ClientInfo;
struct HubSnapshot;
struct PaletteItem;

/// Over the window, for as long as it is asked: a field in which one types some letters, and what has them below. It
/// goes when something is chosen, by Escape, and when the focus goes elsewhere.
class Palette : public QFrame
{
    Q_OBJECT
public:
    /// All are borrowed. `window` is where it appears, and its parent. What was chosen lately is kept in the settings.
    Palette(Monitor &monitor, const Actions &actions, QSettings &settings, QWidget &window);
    ~Palette() override;

    /// Shows what there is now; where it is open already it goes.
    void toggle();

Q_SIGNALS:
    void channelChosen(const QByteArray &channel);
    void streamChosen(int id);
    void clientChosen(const QByteArray &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void open();
    void leave();
    void place();
    void showWhatThereIs();
    QList<PaletteItem> items() const;
    void takeClients(const HubSnapshot &snapshot);
    /// As soon as all was gone through: the row at the top may be another until then.
    void choose();
    void run(const PaletteItem &item);
    bool onKey(int key);
    void retranslate();

    Monitor &monitor_;
    const Actions &actions_;
    QSettings &settings_;
    PaletteModel *model_;
    QLineEdit *field_;
    QListView *list_;
    QLabel *nothing_;          ///< in place of the list, when nothing was found
    QPointer<QWidget> before_; ///< had the focus
    bool isChoosing_ = false;
    bool wantsClients_ = false;
};

} // namespace helio
