namespace MarketoSync.Simulator;

/// <summary>Which field each column of a file is for.</summary>
/// <param name="Ordinals">By column; below 0 where it is for none.</param>
/// <param name="Problem">The first column that is for no field, or for the field of an earlier one; no code where all are good.</param>
internal sealed record ImportColumns(int[] Ordinals, ApiError Problem)
{
    /// <param name="find">Gives the ordinal of a writable field by its exact name; below 0 for none.</param>
    public static ImportColumns Of(IReadOnlyList<string> header, Func<string, int> find)
    {
        var ordinals = new int[header.Count];
        var problem = default(ApiError);
        for (var i = 0; i < ordinals.Length; i++)
        {
            ordinals[i] = find(header[i]);
            if (problem.Code is not null) continue;
            if (ordinals[i] < 0) problem = new ApiError("1006", $"Field '{header[i]}' not found");
            else if (ordinals.AsSpan(0, i).Contains(ordinals[i])) problem = new ApiError("1006", $"Field '{header[i]}' is there twice");
        }
        return new ImportColumns(ordinals, problem);
    }

    /// <summary>The columns for the fields of one schema, where the fields of several were numbered through.</summary>
    /// <param name="first">Ordinal of its first field.</param>
    public int[] Between(int first, int count) =>
        [.. Ordinals.Select(ordinal => ordinal >= first && ordinal < first + count ? ordinal - first : LeadSchema.Unknown)];
}
