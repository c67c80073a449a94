namespace MarketoSync.Budget.Leasing;

/// <summary>Where the one <see cref="CallBook"/> of a subscription is kept for all processes.</summary>
public interface ICallBook
{
    /// <summary>Puts a request to the book and waits for what it grants.</summary>
    /// <exception cref="IOException">The book cannot be reached.</exception>
    Task<CallGrant> AskAsync(CallRequest request, CancellationToken cancellation);

    /// <summary>Has all processes pause.</summary>
    Task PauseAsync(TimeSpan duration, CancellationToken cancellation);
}
