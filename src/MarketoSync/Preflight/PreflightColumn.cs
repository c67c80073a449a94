using System.Text;
using MarketoSync.Intake;

namespace MarketoSync.Preflight;

/// <summary>A field that records have, or could have.</summary>
/// <param name="name">In UTF-8, without escapes.</param>
/// <param name="schema">Null if Marketo does not tell of it.</param>
/// <param name="issue">What is wrong with it in every record.</param>
/// <param name="mayGoByFiles">See <see cref="PreflightPlan"/>.</param>
internal sealed class PreflightColumn(byte[] name, FieldSchema? schema, PreflightIssue? issue = null, bool mayGoByFiles = false)
{
    private readonly PreflightTally?[] _values = new PreflightTally?[Enum.GetValues<ValueProblem>().Length];
    private PreflightTally? _missing;

    /// <summary>The name in quotes and with a colon, as JSON has it, or what no JSON has where it has to be escaped there.</summary>
    public byte[] Quoted { get; } = name.AsSpan().ContainsAny(PlainRecord.StringEnds) ? [0] : [(byte)'"', .. name, (byte)'"', (byte)':'];

    public FieldSchema? Schema { get; } = schema;

    /// <summary>Bytes that a text surely may have, as JSON writes it without its quotes, whatever stands in it. Negative: none.</summary>
    public int FreeBytes { get; } = schema is null ? int.MaxValue : ValueCheck.FreeBytes(schema);

    /// <summary>Its place among the fields that records have, by first sight. Negative: none has it yet.</summary>
    public int Order { get; set; } = -1;

    /// <summary>The last record that has a value in it, by the count of records that were checked.</summary>
    public long LastFilled { get; set; }

    /// <summary>What is wrong with it in every record.</summary>
    public PreflightTally? Tally { get; } = issue is null ? null : new(mayGoByFiles ? issue with { IsRefused = false } : issue);

    /// <summary>Whether that holds only where there is a value.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Whether it is an error to clear it.</summary>
    public bool NeedsValue { get; init; }

    /// <summary>Whether its values are written, so that they matter.</summary>
    public bool IsWritten { get; } = issue is null or { IsRefused: false };

    public PreflightTally Missing => _missing ??= new(PreflightMessages.MissingKey(Name));

    private string Name => Encoding.UTF8.GetString(name);

    public IEnumerable<PreflightTally> Tallies => new[] { Tally, _missing }.Concat(_values).OfType<PreflightTally>();

    public PreflightTally Of(ValueProblem problem)
    {
        // Only of files the two are known to differ.
        if (problem == ValueProblem.NotWhole && !mayGoByFiles) problem = ValueProblem.WrongType;
        return _values[(int)problem] ??= new(problem == ValueProblem.NoValue
            ? PreflightMessages.NoValue(Name)
            : PreflightMessages.Of(problem, Schema!, mayBeTaken: mayGoByFiles && problem != ValueProblem.NotWhole));
    }
}
