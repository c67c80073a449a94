namespace MarketoSync.Infra;

/// <summary>
/// The function app's settings. Bicep leaves them as one expression, because some are known only once other resources are there; in it each
/// group of settings is <c>createObject('NAME', VALUE, …)</c>.
/// </summary>
internal static class AppSettings
{
    private const string Group = "createObject(";

    /// <summary>Each setting's value; null where it is known only when it is deployed.</summary>
    public static IReadOnlyDictionary<string, string?> Of(Deployment deployment)
    {
        var expression = deployment.The("Microsoft.Web/sites").Text("properties.siteConfig.appSettings")!;
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal);
        var at = -1;
        while ((at = expression.IndexOf(Group, at + 1, StringComparison.Ordinal)) >= 0)
        {
            var arguments = Arguments(expression, at + Group.Length);
            if (arguments is ["'name'", ..]) continue;
            foreach (var pair in arguments.Chunk(2)) settings.Add(Literal(pair[0])!, Literal(pair[1]));
        }

        return settings;
    }

    private static string? Literal(string argument) =>
        argument[0] == '\'' ? argument[1..^1].Replace("''", "'", StringComparison.Ordinal) : null;

    private static List<string> Arguments(string expression, int at)
    {
        var arguments = new List<string>();
        var (begin, depth, inText) = (at, 0, false);
        for (; depth >= 0; at++)
        {
            var letter = expression[at];
            if (letter == '\'') inText = !inText;
            if (inText) continue;

            if (letter is '(' or '[') depth++;
            if (letter is ')' or ']') depth--;
            if ((letter != ',' || depth != 0) && depth >= 0) continue;

            if (at > begin) arguments.Add(expression[begin..at].Trim());
            begin = at + 1;
        }

        return arguments;
    }
}
