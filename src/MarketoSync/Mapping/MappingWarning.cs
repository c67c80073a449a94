namespace MarketoSync.Mapping;

/// <summary>What a mapping did that was hardly meant.</summary>
public static class MappingWarning
{
    /// <param name="name">A name that the mapping renames or drops and that no record has.</param>
    public static string Unmatched(string name) =>
        $"No record has the field '{name}' that the mapping names. Names are compared exactly, capitals and blanks included.";
}
