using System.Text;
using System.Text.Json;
using MarketoSync.Intake;

namespace MarketoSync.Preflight;

/// <summary>
/// Holds records against what Marketo tells of their object, one after the other, before any is sent. A good record costs no allocation.
/// </summary>
public sealed class RecordPreflight
{
    // More names than any object has. A source whose names never repeat must not fill the memory.
    private const int MostUnknown = 1000;

    private readonly PreflightPlan _plan;
    private readonly Dictionary<byte[], PreflightColumn>.AlternateLookup<ReadOnlySpan<byte>> _columns =
        new Dictionary<byte[], PreflightColumn>(Utf8Comparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    private readonly PreflightColumn[] _required;
    private readonly List<PreflightIssue> _issues = [];

    // The fields that records have, by first sight: most records have the same in the same order.
    private PreflightColumn[] _inOrder = new PreflightColumn[64];
    private PreflightColumn? _moreUnknown;
    private byte[] _unescaped = [];
    private int _seen;
    private int _unknown;
    private long _records;

    public RecordPreflight(PreflightPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        foreach (var field in plan.Schema.Fields) Add(field.Name, field, IssueOf(field));
        foreach (var name in plan.AlsoKnown) Add(name, null, null);
        foreach (var name in plan.Required) Add(name, null, Unknown(name));
        _required = [.. plan.Required.Distinct(StringComparer.Ordinal).Select(name => _columns.Dictionary[Encoding.UTF8.GetBytes(name)])];
    }

    /// <summary>Checks the next record.</summary>
    /// <param name="record">Its number in the source.</param>
    /// <param name="line">Its one-based line in the source.</param>
    /// <param name="json">Its text: a valid JSON object whose names are all different, with no white space around it.</param>
    /// <returns>What is wrong with it. It holds until the next record is checked.</returns>
    public IReadOnlyList<PreflightIssue> Check(uint record, uint line, ReadOnlySpan<byte> json)
    {
        _issues.Clear();
        _records++;
        var next = 0;
        for (var at = 1; ;)
        {
            if (json[at] == ',') at++;
            PreflightColumn column;
            if (next < _seen && json[at..].StartsWith(_inOrder[next].Quoted))
            {
                column = _inOrder[next];
                at += column.Quoted.Length;
            }
            else
            {
                at = FieldScan.NextName(json, at);
                if (at < 0) break;
                var name = json.Slice(at, FieldScan.LengthOfString(json[at..]));
                column = Find(name);
                at += name.Length;
            }

            next = column.Order + 1;
            at = FieldScan.Value(json, at);
            var value = json.Slice(at, FieldScan.LengthOfValue(json[at..]));
            at += value.Length;
            var problem = CheckValue(column, value);
            if (column.Tally is { } tally && !(column.IsNullable && value[0] == 'n')) Note(tally);
            if (problem != ValueProblem.None && column.IsWritten) Note(column.Of(problem));
        }

        foreach (var column in _required)
        {
            if (column.LastFilled != _records) Note(column.Missing);
        }

        return _issues;

        void Note(PreflightTally tally)
        {
            tally.Add(record, line);
            _issues.Add(tally.Issue);
        }
    }

    /// <summary>All that was wrong with the records so far: first what is wrong with fields as such, then by count.</summary>
    public IReadOnlyList<PreflightFinding> Findings() =>
    [
        .. _columns.Dictionary.Values.Append(_moreUnknown).OfType<PreflightColumn>()
            .SelectMany(column => column.Tallies)
            .Select(tally => tally.Finding)
            .Where(finding => finding.Count > 0)
            .OrderByDescending(finding => finding.Issue.IsOfField)
            .ThenByDescending(finding => finding.Count)
            .ThenBy(finding => finding.Issue.Field, StringComparer.Ordinal)
            .ThenBy(finding => finding.Issue.Code, StringComparer.Ordinal),
    ];

    private ValueProblem CheckValue(PreflightColumn column, ReadOnlySpan<byte> value)
    {
        if (value[0] != '"')
        {
            if (value[0] == 'n') return column.NeedsValue ? ValueProblem.NoValue : ValueProblem.None;
            column.LastFilled = _records;
            return column.Schema is null ? ValueProblem.None : ValueCheck.OfOther(column.Schema, value);
        }

        if (value.Length == 2) return column.NeedsValue ? ValueProblem.NoValue : ValueProblem.None;
        column.LastFilled = _records;
        if (value.Length - 2 <= column.FreeBytes) return ValueProblem.None;
        return ValueCheck.OfText(column.Schema!, value.Contains((byte)'\\') ? Unescaped(value) : value[1..^1]);
    }

    private PreflightColumn Find(ReadOnlySpan<byte> quoted)
    {
        var name = quoted.Contains((byte)'\\') ? Unescaped(quoted) : quoted[1..^1];
        if (!_columns.TryGetValue(name, out var column))
        {
            if (_unknown == MostUnknown) return _moreUnknown ??= new PreflightColumn([], null, PreflightMessages.MoreUnknown(MostUnknown), _plan.MayGoByFiles);
            _unknown++;
            var text = Encoding.UTF8.GetString(name);
            column = Add(text, null, Unknown(text));
        }

        if (column.Order < 0)
        {
            if (_seen == _inOrder.Length) Array.Resize(ref _inOrder, _seen * 2);
            column.Order = _seen;
            _inOrder[_seen++] = column;
        }

        return column;
    }

    private PreflightIssue Unknown(string name) => PreflightMessages.Unknown(
        name, _plan.Schema.Fields.FirstOrDefault(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Name);

    private PreflightIssue? IssueOf(FieldSchema field) =>
        _plan.ReadOnly.Contains(field.Name) ? PreflightMessages.ReadOnly(field.Name)
        : field.IsOfCompany && !_plan.Required.Contains(field.Name) ? PreflightMessages.OfCompany(field.Name)
        : null;

    private PreflightColumn Add(string name, FieldSchema? schema, PreflightIssue? issue)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        if (!_columns.TryGetValue(bytes, out var column))
            _columns[bytes] = column = new PreflightColumn(bytes, schema, issue, _plan.MayGoByFiles) 
            {
                IsNullable = name == _plan.NullableField, NeedsValue = _plan.NeverNull.Contains(name),
            };
        return column;
    }

    private ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> quoted)
    {
        if (_unescaped.Length < quoted.Length) _unescaped = new byte[quoted.Length * 2];
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        return _unescaped.AsSpan(0, reader.CopyString(_unescaped));
    }
}
