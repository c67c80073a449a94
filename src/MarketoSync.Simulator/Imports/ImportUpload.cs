namespace MarketoSync.Simulator;

/// <summary>An upload as sent: its parameters, in the query or as fields of the form, and its file.</summary>
internal sealed record ImportUpload(RestRequest Request, IReadOnlyDictionary<string, string> Fields, ImportFile File)
{
    /// <summary>Null where it is left out or empty.</summary>
    public string? this[string parameter] =>
        Request[parameter] is { Length: > 0 } inQuery ? inQuery
        : Fields.TryGetValue(parameter, out var inForm) && inForm.Length > 0 ? inForm
        : null;

    /// <summary>
    /// Reads the form. Adobe names 613 for a broken one. Where it names no answer this simulator chooses: 612 for a body of another
    /// kind, 1002 and 1003 for a format that is missing or unknown, 1003 for a file without a header.
    /// </summary>
    public static Accepted Read(RestRequest request, Func<ImportUpload, Accepted> accept)
    {
        if (request.ContentType?.AsSpan().TrimStart().StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) is not true)
            return Accepted.Refuse("612", "Invalid Content Type");
        if (MultipartForm.Read(request.ContentType, request.Body) is not { } form)
            return Accepted.Refuse("613", "Invalid Multipart Request");
        var format = request["format"] ?? form.Fields.GetValueOrDefault("format");
        if (format is not { Length: > 0 }) return Missing("format");
        if (DelimiterOf(format) is not { } delimiter)
            return Accepted.Refuse("1003", $"Invalid value for parameter 'format' and value '{format}'");
        var file = new ImportFile(form.File, delimiter);
        return file.Columns.Count == 0 ? Accepted.Refuse("1003", "Empty file") : accept(new ImportUpload(request, form.Fields, file));
    }

    public static Accepted Missing(string parameter) => Accepted.Refuse("1002", $"Missing value for the required parameter '{parameter}'");

    private static byte? DelimiterOf(string format) => format.ToLowerInvariant() switch
    {
        "csv" => (byte)',',
        "tsv" => (byte)'\t',
        "ssv" => (byte)';',
        _ => null,
    };
}
