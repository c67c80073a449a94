namespace MarketoSync.Importing;

/// <summary>A row of the failures or warnings that Marketo gives out for an import.</summary>
/// <param name="Cells">The row's cells, as far as they are there.</param>
/// <param name="Text">Why it failed, or what there is to say of it.</param>
public sealed record ImportFault(IReadOnlyList<string> Cells, string Text);
