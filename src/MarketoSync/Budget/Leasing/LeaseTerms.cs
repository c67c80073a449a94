namespace MarketoSync.Budget.Leasing;

/// <summary>On what terms calls are leased to the processes that make them.</summary>
/// <param name="Limits">Of the subscription.</param>
/// <param name="LongestCall">The longest that a call may go unanswered before it is given up.</param>
public sealed record LeaseTerms(CallLimits Limits, TimeSpan LongestCall)
{
    /// <summary>Calls that a process asks for at a time: few exchanges with the book, and little that another would miss.</summary>
    public const int Block = 10;

    /// <summary>How long after it asked a process may hand out what it was granted.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long after granting the book still counts on hearing of it: a call that was handed out in time may yet wait for a token.
    /// </summary>
    public static readonly TimeSpan Hearing = Length + TimeSpan.FromSeconds(60);
}
