using System.Text;
using MarketoSync.Importing;
using MarketoSync.Preflight;
using MarketoSync.Runs;

namespace MarketoSync.Intake;

/// <summary>
/// Takes the records of a source one after the other and writes them to a run: the good ones in the order in which
/// they are sent, the others with the reason. Call <see cref="WriteOutAsync"/> whenever <see cref="IsFull"/>, and
/// <see cref="CompleteAsync"/> at the end.
/// </summary>
public sealed class RecordSink : IAsyncDisposable
{
    private readonly StoredRecordWriter _stored;
    private readonly RejectedRecordWriter _rejected;
    private readonly MappedNames? _mapping;
    private readonly RecordCheck _check;
    private readonly RecordFault? _missingKey;
    private readonly SendOrder _order;
    private readonly RecordsAtHand _atHand;
    private readonly long _mostBytes;
    private readonly RowFit _rowFit;
    private readonly RecordPreflight? _preflight;
    private readonly bool _rejectsByPreflight;
    private byte[] _rewritten = [];
    private uint _records;
    private long _rejections;
    private long _misfits;

    private RecordSink(IntakeOptions options, StoredRecordWriter stored, RejectedRecordWriter rejected)
    {
        _stored = stored;
        _rejected = rejected;
        _mapping = options.Mapping is null ? null : new MappedNames(options.Mapping);
        _check = new RecordCheck(options.KeyFields, _mapping);
        _missingKey = options.NeedsKey ? RecordFaults.MissingKey(options.KeyFields) : null;
        _order = new SendOrder(options.Limits, options.WaitingBytes, stored, options.RowFit == RowFit.Ignored ? null : new ImportRows(true));
        _atHand = new RecordsAtHand(_order);
        _mostBytes = MostBytes(options);
        _rowFit = options.RowFit;
        _preflight = options.Preflight is null or { Mode: PreflightMode.Off } ? null : new RecordPreflight(options.Preflight);
        _rejectsByPreflight = options.Preflight is { Mode: PreflightMode.Reject };
    }

    /// <summary>Whether enough is held to be written out.</summary>
    public bool IsFull => _stored.IsFull || _rejected.IsFull;

    public static async Task<RecordSink> CreateAsync(IntakeOptions options, IRunFolder folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(folder);
        var stored = await StoredRecordWriter.CreateAsync(folder, cancellation);
        try
        {
            return new(options, stored, await RejectedRecordWriter.CreateAsync(folder, cancellation));
        }
        catch
        {
            await stored.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next record: stored, or rejected where it is no record that can be sent.</summary>
    /// <param name="line">The one-based line of the source on which it starts.</param>
    /// <param name="json">Its text.</param>
    public void Accept(uint line, ReadOnlySpan<byte> json)
    {
        if (Offer(line, json) is { } fault)
            Reject(line, fault, json);
    }

    /// <summary>The next record is none that can be sent.</summary>
    /// <param name="line">The one-based line of the source on which it starts.</param>
    /// <param name="code">The reason in a word or two, none that looks like one of Marketo's numbers.</param>
    /// <param name="message">The reason for the user.</param>
    /// <param name="raw">Its text. The first 32 KB are kept.</param>
    public void Reject(uint line, string code, string message, ReadOnlySpan<byte> raw) =>
        Reject(line, new RecordFault(code, message), raw);

    /// <summary>Writes out what is held, once that is enough.</summary>
    public async ValueTask WriteOutAsync(CancellationToken cancellation)
    {
        await _stored.WriteOutAsync(cancellation);
        await _rejected.WriteOutAsync(cancellation);
    }

    /// <summary>There are no more records.</summary>
    public async Task<IntakeSummary> CompleteAsync(CancellationToken cancellation)
    {
        _atHand.PassOn();
        while (_order.StoreWaiting())
        {
            if (IsFull)
                await WriteOutAsync(cancellation);
        }

        await _stored.CompleteAsync(cancellation);
        await _rejected.CompleteAsync(cancellation);
        return new(_records, _order.Stored, _stored.Bytes, _rejections, _order.Waited, _order.Batches)
        {
            Misfits = _misfits,

            // Records that were mapped before do not have the names of the source, and that is as it should be.
            Unmatched = _mapping is null || _records == 0 || _check.HasMetMapped ? [] : _mapping.Unmet(),
            Findings = _preflight?.Findings() ?? [],
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _stored.DisposeAsync();
        await _rejected.DisposeAsync();
    }

    /// <summary>Bytes that one record may have.</summary>
    internal static long MostBytes(IntakeOptions options) =>
        Math.Min(options.MostRecordBytes, options.Limits.MaxBytes - options.Limits.BodyBytes(1));

    /// <summary>The source has a field of that name, whether or not a record has a value in it.</summary>
    internal void Meet(string field) => _mapping?.Find(Encoding.UTF8.GetBytes(field));

    /// <summary>The next record, if nothing is wrong with it. Otherwise nothing has changed.</summary>
    internal RecordFault? Offer(uint line, ReadOnlySpan<byte> json)
    {
        var text = RecordText.Trim(json);
        if (_check.Find(text, out var key, out var rewrite) is { } fault)
            return fault;
        if (rewrite.HasFlag(Rewrite.Map))
            text = _check.Mapped;
        if ((rewrite & ~Rewrite.Map) != Rewrite.None)
            text = Rewritten(text, rewrite);
        if (text.Length > _mostBytes)
            return RecordFaults.TooLarge(_mostBytes);
        if (_missingKey is not null && key == KeyHash.None)
            return _missingKey with { Json = Encoding.UTF8.GetString(text) };
        if (_preflight?.Check(_records, line, text) is { Count: > 0 } issues && _rejectsByPreflight && RecordFaults.Refused(issues, text) is { } refused)
            return refused;
        if (_rowFit != RowFit.Ignored && FlatRecord.Misfit(text) is { } field)
        {
            if (_rowFit == RowFit.Required)
                return RecordFaults.Misfit(field, text);
            _misfits++;
        }

        _atHand.Add(key, _records, line, text);
        _records = checked(_records + 1);
        return null;
    }

    internal void Reject(uint line, RecordFault fault, ReadOnlySpan<byte> raw)
    {
        // What can be sent again as it is need not be kept as it was in the source.
        var kept = fault.Json is null ? fault.Raw ?? RejectedRecordWriter.Raw(raw) : "";
        _rejected.Write(new(_records, line, fault.Code, fault.Message, kept, fault.Json, fault.More));
        _records = checked(_records + 1);
        _rejections++;
    }

    private Span<byte> Rewritten(ReadOnlySpan<byte> text, Rewrite rewrite)
    {
        if (_rewritten.Length < text.Length)
            _rewritten = new byte[text.Length * 2];
        var copy = _rewritten.AsSpan(0, text.Length);
        text.CopyTo(copy);
        if (rewrite.HasFlag(Rewrite.DropAnnotations))
            copy = copy[..RecordText.DropAnnotations(copy)];
        return rewrite.HasFlag(Rewrite.Fold) ? copy[..RecordText.Fold(copy)] : copy;
    }
}
