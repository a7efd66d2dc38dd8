// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/childprocess.h"
#include "support/marionette.h"
#include "support/webdriver.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>

namespace helio::test {

/// A headless browser with a profile of its own, which ends with this object. Waiting runs the event loop, so that
/// servers in the test's own thread go on. What fails returns false or nothing, and error() says what.
class Browser
{
public:
    enum class Kind {
        Chromium, ///< by its driver
        Firefox,  ///< by Marionette
    };

    /// Whether it is installed, and what drives it.
    static bool isAvailable(Kind kind = Kind::Chromium);

    /// `flags`: more of the browser's own.
    explicit Browser(const QStringList &flags = {}, Kind kind = Kind::Chromium);
    ~Browser();
    Q_DISABLE_COPY_MOVE(Browser)

    bool start();

    /// Opens `url` in the current tab and waits until the page is loaded.
    bool open(const QUrl &url);

    /// Runs the body of a function in the page and gives what it returns; a promise is awaited. `arguments[0]` and on
    /// are `arguments`.
    std::optional<QJsonValue> evaluate(const QString &script, const QJsonArray &arguments = {});
    /// Until the script returns something that JavaScript takes for true.
    bool waitFor(const QString &script, std::chrono::milliseconds deadline = std::chrono::seconds(20),
                 const QJsonArray &arguments = {});

    /// The handles of all tabs.
    QStringList tabs();
    /// Opens an empty tab and makes it the current one; gives its handle, empty when it failed.
    QString openTab();
    bool selectTab(const QString &handle);
    /// Closes the current tab; select another before going on.
    bool closeTab();

    /// What the pages wrote to the console since the last call, one line each; network errors are there too. Of
    /// Chromium alone.
    QString consoleLog();

    QString error() const;

private:
    std::optional<QJsonValue> command(WebDriver::Method method, const QString &path, const QJsonObject &body = {});

    bool startChromium();
    bool startFirefox();

    Kind kind_;
    QStringList flags_;
    QTemporaryDir profile_;
    ChildProcess driver_;                    ///< or Firefox itself
    std::unique_ptr<Marionette> marionette_; ///< null but for Firefox
    std::unique_ptr<WebDriver> wire_;
    QString session_;
    qint64 browserProcess_ = 0; ///< 0 when the driver did not report it
    QString error_;
};

} // namespace helio::test
