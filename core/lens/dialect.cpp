// SPDX-License-Identifier: GPL-3.0-or-later
#include "lens/dialect.h"

#include "lens/dialectreader.h"

namespace helio {

namespace {

/// Where a source's value is, of which a detection's condition says something.
int weight(const LensCondition &condition)
{
    constexpr int Exact = 4;
    constexpr int List = 3;
    constexpr int Beginning = 2;
    constexpr int Presence = 1;
    if (condition.test != LensCondition::Test::OneOf)
        return Presence;
    if (condition.patterns.size() > 1)
        return List;
    return condition.patterns.first().isPrefix ? Beginning : Exact;
}

} // namespace

std::optional<Dialect> Dialect::read(QByteArrayView file, const QString &fileName, QString &problem, Origin origin)
{
    DialectReader reader(file, fileName);
    const auto program = reader.read();
    if (!program) {
        problem = reader.problem();
        return std::nullopt;
    }
    program->origin = origin;
    return Dialect(program);
}

Dialect Dialect::ofPath(const JsonPath &path)
{
    auto program = std::make_shared<DialectProgram>();
    program->name = path.toString().toUtf8();
    program->origin = Origin::Path;
    program->formats = {StreamFormat::EventStream, StreamFormat::JsonLines, StreamFormat::JsonArray};
    LensOperation append;
    append.isOfPart = true;
    append.hasSource = true;
    append.source.kind = LensSource::Kind::Path;
    append.source.slot = program->paths.add(path.steps());
    LensRule rule;
    rule.operations.append(append);
    program->rules.push_back(std::move(rule));
    return Dialect(std::move(program));
}

Dialect Dialect::mcp()
{
    auto program = std::make_shared<DialectProgram>();
    program->name = "mcp";
    program->origin = Origin::Mcp;
    LensCondition version;
    version.source.kind = LensSource::Kind::Path;
    version.source.slot = program->detectPaths.add(JsonPath().member("jsonrpc").steps());
    version.test = LensCondition::Test::OneOf;
    version.patterns.append({"2.0", false});
    LensCondition endpoint;
    endpoint.source.kind = LensSource::Kind::Event;
    endpoint.test = LensCondition::Test::OneOf;
    endpoint.patterns.append({"endpoint", false});
    program->detect = {{version}, {endpoint}};
    return Dialect(std::move(program));
}

const QByteArray &Dialect::name() const
{
    return program_->name;
}

Dialect::Origin Dialect::origin() const
{
    return program_->origin;
}

int Dialect::version() const
{
    return program_->version;
}

const QList<StreamFormat> &Dialect::formats() const
{
    return program_->formats;
}

int Dialect::score(const QByteArray &type, const QByteArray &data, const LensHead &head) const
{
    const Event event{{}, {}, type, data};
    LensInput input{event, head, {}};
    input.found[0].assign(size_t(program_->detectPaths.count()), JsonValue());
    if (const auto json = JsonValue::read(data))
        program_->detectPaths.find(*json, input.found[0]);
    int best = 0;
    for (const LensConditions &alternative : program_->detect) {
        if (!input.holds(alternative))
            continue;
        int sum = 0;
        for (const LensCondition &condition : alternative)
            sum += weight(condition);
        best = std::max(best, sum);
    }
    return best;
}

qsizetype Dialect::detectCount() const
{
    return program_->detect.size();
}

bool Dialect::hasLastMark() const
{
    return program_->ending.hasLastMark;
}

} // namespace helio
