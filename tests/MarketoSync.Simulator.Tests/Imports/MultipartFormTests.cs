using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace MarketoSync.Simulator.Tests;

public class MultipartFormTests
{
    [Property]
    public Property Any_file_and_field_that_a_client_sends_comes_out_as_it_was() => Prop.ForAll(
        (from parts in Gen.Elements("a", "\r\n", "--", "\n", "--b--", "é", "\r\n-").ListOf(8)
         from field in Gen.Elements("csv", "", "ssv")
         select (string.Concat(parts), field)).ToArbitrary(),
        drawn =>
        {
            var (file, field) = drawn;
            using var content = new MultipartFormDataContent
            {
                { new StringContent(field), "format" }, { new StringContent(file, Encoding.UTF8, "text/csv"), "file", "records.csv" },
            };
            var body = content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
            var form = MultipartForm.Read(content.Headers.ContentType!.ToString(), body)!;
            Assert.Equal(file, Encoding.UTF8.GetString(form.File.Span));
            Assert.Equal(field, form.Fields["format"]);
        });
}
