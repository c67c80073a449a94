namespace MarketoSync.Simulator;

/// <summary>
/// What a cell with the text <c>null</c> or <c>NULL</c> does. Adobe documents that it clears a field for imports by hand only.
/// </summary>
public enum NullTexts
{
    /// <summary>It is a text like any other, which a number field refuses.</summary>
    Store,
    Clear,
}
