namespace MarketoSync.Infra;

public class FunctionAppTests
{
    [BicepFact]
    public void It_runs_on_flex_consumption_and_on_the_runtime_it_is_built_for()
    {
        var app = Deployment.ByDefault.The("Microsoft.Web/sites");

        Assert.Equal("FC1", Deployment.ByDefault.The("Microsoft.Web/serverfarms").Text("sku.name"));
        Assert.Equal("dotnet-isolated", app.Text("properties.functionAppConfig.runtime.name"));
        Assert.Contains(
            $"<TargetFramework>net{app.Text("properties.functionAppConfig.runtime.version")}</TargetFramework>",
            File.ReadAllText(Path.Combine(Bicep.Repository, "Directory.Build.props")),
            StringComparison.Ordinal);
    }

    [BicepFact]
    public void An_instance_of_durable_functions_always_runs_unless_told_otherwise()
    {
        var scaling = Deployment.ByDefault.The("Microsoft.Web/sites")["properties.functionAppConfig.scaleAndConcurrency"];
        var ready = Assert.Single(scaling.GetProperty("alwaysReady").EnumerateArray());
        Assert.Equal(("durable", 1), (ready.GetProperty("name").GetString(), ready.GetProperty("instanceCount").GetInt32()));
        Assert.Equal(2048, scaling.GetProperty("instanceMemoryMB").GetInt32());

        var told = Deployment.WithEverything.The("Microsoft.Web/sites")["properties.functionAppConfig.scaleAndConcurrency"];
        Assert.Empty(told.GetProperty("alwaysReady").EnumerateArray());
        Assert.Equal(4, told.GetProperty("maximumInstanceCount").GetInt32());
    }

    [BicepFact]
    public void Azd_finds_the_project_and_where_to_deploy_it()
    {
        var lines = File.ReadAllLines(Path.Combine(Bicep.Infra, "azure.yaml"));
        var service = lines[Array.IndexOf(lines, "services:") + 1].Trim(' ', ':');
        var project = lines.Single(line => line.Contains("project:", StringComparison.Ordinal)).Split(':')[1].Trim();

        Assert.Equal(service, Deployment.ByDefault.The("Microsoft.Web/sites")["tags"].GetProperty("azd-service-name").GetString());
        Assert.Single(Directory.GetFiles(Path.GetFullPath(Path.Combine(Bicep.Infra, project)), "*.csproj"));
    }

    [BicepFact]
    public void Tags_are_on_everything_that_can_have_them() => Assert.All(
        Deployment.WithEverything.Resources.Where(one => one.Json.TryGetProperty("tags", out _)),
        one => Assert.Equal("marketing", one["tags"].GetProperty("team").GetString()));
}
