namespace MarketoSync.Runs;

/// <summary>An option that does not fit.</summary>
/// <param name="Option">Its name in the HTTP API, such as <c>lookupField</c>.</param>
/// <param name="Text">What is wrong and what would fit: a sentence to be put behind the option's name.</param>
/// <param name="IsRelative">Whether it may fit all the same if another option, or the default of one, were not what it is.</param>
public sealed record OptionFault(string Option, string Text, bool IsRelative = false)
{
    /// <summary>The two names of what tells records apart are both given.</summary>
    public static OptionFault TwoKeys { get; } = new(
        "dedupeBy", "and lookupField are one option: keep lookupField for leads, dedupeBy for other objects.");
}
