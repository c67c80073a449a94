namespace MarketoSync.Infra;

public class TemplateTests
{
    private static readonly string s_parameters = Path.Combine(Bicep.Infra, "main.bicepparam");

    [BicepFact]
    public void Bicep_has_no_word_against_any_file()
    {
        using var copy = new WorkingCopy();

        Assert.Empty(Bicep.Succeed("lint", "--pattern", copy[WorkingCopy.All]));
    }

    [BicepFact]
    public void Every_file_is_written_as_bicep_itself_formats_it()
    {
        using var copy = new WorkingCopy();

        Bicep.Succeed("format", "--pattern", copy[WorkingCopy.All]);

        Assert.All(WorkingCopy.Sources, file =>
        {
            var source = File.ReadAllText(Path.Combine(Bicep.Repository, file));
            Assert.Equal(File.ReadAllText(copy[file]), source, ignoreLineEndingDifferences: true);
        });
    }

    [BicepFact]
    public void A_deployment_makes_what_the_snapshot_says()
    {
        var mode = Environment.GetEnvironmentVariable("BICEP_SNAPSHOT") ?? "validate";

        var (exit, output, errors) = Bicep.Run(Bicep.Snapshot(s_parameters, mode));

        Assert.True(exit == 0, $"""
            The template makes something else than infra/main.snapshot.json says:
            {errors}{output}
            If that is meant, let this test write the snapshot anew, and look at what git says of it:
            BICEP_SNAPSHOT=overwrite dotnet test tests/MarketoSync.Infra.Tests
            """);
    }

    [BicepFact]
    public void A_setting_that_is_missing_is_named()
    {
        using var copy = new WorkingCopy();
        var file = copy["infra/main.bicepparam"];
        File.WriteAllText(file, File.ReadAllText(file).Replace("Marketo__BaseUrl", "Marketo__Nowhere", StringComparison.Ordinal));

        var (exit, _, errors) = Bicep.Run("lint", file);

        Assert.NotEqual(0, exit);
        Assert.Contains("Marketo__Nowhere", errors, StringComparison.Ordinal);
    }
}
