using FsCheck.Xunit;
using MarketoSync.Orchestration;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Orchestration;

public class ImportOrchestrationTests
{
    [Property(MaxTest = 200)]
    public void By_files_every_record_is_settled_exactly_once_and_the_queue_is_never_filled(int seed, byte records, byte keys, byte faults, byte serverLimit)
    {
        var model = new RunModel(1 + records * 2, seed, keys % 3 == 0 ? int.MaxValue : 1 + keys)
        {
            Faults = faults % 30,
            ServerLimit = serverLimit % 3 == 0 ? 40 + serverLimit * 4 : long.MaxValue,
            MostImports = 3,
        };
        var (context, run) = ContextInMemory.Start(model);
        for (var resumes = 0; !context.Run(run); resumes++)
        {
            Assert.Equal(RunState.Stopped, model.Reports[^1].State);
            Assert.True(resumes < 40, "It stops again and again.");
            if (resumes > 10) model.Faults = 0;
            context.Raise(RunEvents.Resume);
        }

        Assert.All(model.Settled, times => Assert.Equal(1, times));
        Assert.InRange(model.MostUnderWay, 0, 3);
        Assert.Empty(model.Reports[^1].Unsure);
    }

    [Property(MaxTest = 200)]
    public void A_cancelled_run_by_files_learns_what_became_of_those_that_Marketo_has_and_gives_it_no_other(int seed, byte faults, byte calls)
    {
        string[] codes = ["606", "503", "611", "connection-lost", "601"];
        var model = new RunModel(400, seed)
        {
            MostImports = 3, FinishesImports = true, BreaksDown = _ => false,
            Script = call => call % 7 == faults % 7 ? codes[call % codes.Length] : null,
        };
        var (context, run) = ContextInMemory.Start(model);
        context.Run(run, until: () => model.Calls >= 5 + calls % 40);
        var begun = model.Course.Count;
        context.Raise(RunEvents.Cancel);
        Assert.True(context.Run(run));

        Assert.DoesNotContain(model.Course.Skip(begun), step => step.Contains("Send", StringComparison.Ordinal));
        Assert.Null(model.Reports[^1].Importing);
        foreach (var file in model.Course.Where(step => step.Contains("Poll", StringComparison.Ordinal)).Select(step => step.Split(' ')[2]).Distinct())
            Assert.Contains(model.Course, step => step.EndsWith($"Collect {file}", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_waited_for_by_files_is_told()
    {
        var model = new RunModel(40, 3) { MostImports = 3, FinishesImports = true, BreaksDown = _ => false };
        var (context, run) = ContextInMemory.Start(model);
        context.Run(run, until: () => model.Calls >= 8);
        context.Raise(RunEvents.Cancel);
        Assert.True(context.Run(run));
        Assert.Empty(model.Reports[0].Unsure);
        Assert.Contains("Marketo to import 3 files", model.Waits);
        Assert.Contains("Marketo to import the files that it has, then the run ends", model.Waits);
    }

    [Fact]
    public void A_cancelled_run_that_began_when_none_waited_for_imports_reports_them_as_under_way()
    {
        var model = new RunModel(400, 3) { MostImports = 3, BreaksDown = _ => false };
        var (context, run) = ContextInMemory.Start(model);
        context.Run(run, until: () => model.Course.Any(step => step.Contains("Poll", StringComparison.Ordinal)));
        context.Raise(RunEvents.Cancel);
        Assert.True(context.Run(run));
        var report = Assert.Single(model.Reports);
        Assert.NotEmpty(report.Importing!);
        Assert.All(report.Importing!, range => Assert.Contains(range, report.Unsure));
    }

    [Fact]
    public void Rows_of_an_import_that_broke_down_are_not_called_unsent_while_it_is_waited_with_the_next()
    {
        var model = new RunModel(10, 3) { MostImports = 3, BreaksDown = _ => true };
        var (context, run) = ContextInMemory.Start(model);
        context.Run(run, until: () => model.Course.Any(step => step.Contains("Poll", StringComparison.Ordinal)) && model.Calls >= 6);
        context.Raise(RunEvents.Cancel);
        Assert.True(context.Run(run));
        Assert.NotEmpty(model.Reports[0].Unsure);
        Assert.Null(model.Reports[0].Importing);
    }

    [Fact]
    public void Files_that_break_down_each_time_are_given_up_after_the_second_also_where_they_were_seen_to_run()
    {
        var model = new RunModel(60, 3) { MostImports = 3, BreaksDown = _ => true, Polls = _ => 2, MostBegun = 300 };
        var (context, run) = ContextInMemory.Start(model);
        Assert.True(context.Run(run));
        var uploads = model.Course.Where(step => step.Contains("Send", StringComparison.Ordinal)).GroupBy(step => step.Split(' ')[2]);
        Assert.All(uploads, file => Assert.Equal(2, file.Count()));
        Assert.All(model.Settled, times => Assert.Equal(1, times));
    }

    [Theory]
    [InlineData("1019")]
    [InlineData("unreachable")]
    [InlineData("609")]
    public void Rows_of_a_file_that_was_surely_not_taken_are_not_called_unsure(string code)
    {
        var model = new RunModel(60, 3) { MostImports = 3, Script = _ => code };
        var (context, run) = ContextInMemory.Start(model);
        context.Run(run, until: () => model.Calls >= 2);
        context.Raise(RunEvents.Cancel);
        Assert.True(context.Run(run));
        Assert.Empty(model.Reports[0].Unsure);
    }

    [Fact]
    public void Rows_of_an_import_that_broke_down_stay_unsure_when_the_file_is_split_for_its_next_upload()
    {
        var model = new RunModel(10, 3) { MostImports = 3, BreaksDown = _ => true };
        var wasTaken = false;
        model.Script = _ => (wasTaken |= model.Imports > 0) && model.Imports == 0 ? "413" : null;
        var (context, run) = ContextInMemory.Start(model);
        context.Run(run, until: () => model.Course.Count(step => step.Contains("Send", StringComparison.Ordinal)) >= 4);
        context.Raise(RunEvents.Cancel);
        Assert.True(context.Run(run));
        Assert.NotEmpty(model.Reports[0].Unsure);
    }
}
