using MarketoSync.Marketo;

namespace MarketoSync.Preflight;

/// <summary>What tells which fields an object has.</summary>
public interface ISchemaSource
{
    /// <param name="target">One that Marketo describes.</param>
    /// <param name="mostAge">A description that was read longer ago is read anew.</param>
    /// <exception cref="IOException">What is kept cannot be read or written.</exception>
    Task<SchemaAnswer> ReadAsync(Target target, TimeSpan mostAge, CancellationToken cancellation);

    /// <summary>The next to ask is to have it read anew: what it says does not fit what is sent.</summary>
    Task ForgetAsync(Target target, CancellationToken cancellation);
}
