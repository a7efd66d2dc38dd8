// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/streams/streamtest.h"

#include <QTreeWidget>

#include <memory>

namespace helio {

/// The steps of a test as they happen: what, how long it took, what was found.
class StreamTestView : public QTreeWidget
{
    Q_OBJECT
public:
    explicit StreamTestView(QWidget *parent = nullptr);
    ~StreamTestView() override;

    /// Runs `test`; one under way ends without a word.
    void run(std::unique_ptr<StreamTest> test);
    /// Ends the test under way; what was found stays.
    void cancel();
    bool isRunning() const { return test_ != nullptr; }

Q_SIGNALS:
    void runningChanged();

private:
    void showStep(int index, const StreamTestStep &step);
    static QString nameOf(StreamTestStep::Kind kind);
    void end(std::unique_ptr<StreamTest> test);

    std::unique_ptr<StreamTest> test_;
};

} // namespace helio
