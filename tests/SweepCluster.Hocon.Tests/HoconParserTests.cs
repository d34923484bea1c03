using FsCheck.Fluent;
using SweepCluster.Problems;

namespace SweepCluster.Hocon.Tests;

public sealed class HoconParserTests
{
    public static TheoryData<string, string> Texts => new()
    {
        { "a = 1", "{a=1}" },
        { "{ a : 1 }", "{a=1}" },
        { "a { b = 1 }", "{a={b=1}}" },
        { "a = { b = 1, c = 2, }", "{a={b=1,c=2}}" },
        { "a\n{\n b = 1\n c = 2\n}", "{a={b=1,c=2}}" },
        { "a =\n{ b = 1 }", "{a={b=1}}" },
        { "a.b.c = 1", "{a={b={c=1}}}" },
        { "\"a.b\".c = 1", "{a.b={c=1}}" },
        { "a.\"b.c\".d = 1", "{a={b.c={d=1}}}" },
        { "a { b = 1 }\na { c = 2 }\na.d = 3", "{a={b=1,c=2,d=3}}" },
        { "a = [1, 2, 3]", "{a=[1,2,3]}" },
        { "a = [\n1\n2 # two\n]", "{a=[1,2]}" },
        { "a = [1,\n2,\n]", "{a=[1,2]}" },
        { "a = [[1, 2], {b = 1}]", "{a=[[1,2],{b=1}]}" },
        { "a = []\nb {}", "{a=[],b={}}" },
        { "a = \"x # y // z, = {\" # comment", "{a=\"x # y // z, = {\"}" },
        { "a = 1# comment\nb = 2// comment", "{a=1,b=2}" },
        { "a = \"\\\" \\\\ \\u0041 \\n\"", "{a=\"\" \\ A \n\"}" },
        { "a = 1e+5, b = -1E-5", "{a=1e+5,b=-1E-5}" },
        { "\uFEFFa = data/x-y_1.csv\r\nb = 2\rc = 3", "{a=data/x-y_1.csv,b=2,c=3}" },
        { "a = 1\n, b = 2", "{a=1,b=2}" },
        { "include = 1", "{include=1}" },
        { "", "{}" },
    };

    public static TheoryData<string, string[]> Wrong => new()
    {
        { "a {\n b = 1", ["f:1: '{' is never closed: add its '}'"] },
        { "a {\n  b {\n    c = 1\n  d = 1\n}", ["f:2: '{' is never closed: add its '}'"] },
        { "a {\n  b {\n", ["f:1: '{' is never closed: add its '}'", "f:2: '{' is never closed: add its '}'"] },
        { "a = 1\n}", ["f:2: '}' closes nothing: remove it, or add the '{' that it should close"] },
        { "{ a = 1 } }", ["f:1: '}' closes nothing: remove it, or add the '{' that it should close"] },
        { "{ a = 1 } b = 2", ["f:1: 'b' after the file's closing '}': remove it, or move it inside"] },
        { "a = 1 ]", ["f:1: ']' closes nothing: remove it, or add the '[' that it should close"] },
        { "a = [1, 2\nb = 3", ["f:1: a: '[' is never closed: add its ']'"] },
        { "c { a = [1, 2 }", ["f:1: c.a: '[' is never closed: add its ']'"] },
        { "a = [1\n2\nb { c = 1 }", ["f:1: a: '[' is never closed: add its ']'"] },
        { "a = 1 b = 2", ["f:1: b: a second setting on one line: put a comma or a new line before it"] },
        { "a { b = 1 } c { d = 2 }", ["f:1: c: a second setting on one line: put a comma or a new line before it"] },
        {
            "a = 1 b = 2 c.d = 3",
            [
                "f:1: b: a second setting on one line: put a comma or a new line before it",
                "f:1: c.d: a second setting on one line: put a comma or a new line before it",
            ]
        },
        { "a += 1", ["f:1: a: '+=' is not read here: write the whole value with '='"] },
        { "a+=1", ["f:1: a: '+=' is not read here: write the whole value with '='"] },
        {
            "a = ${HOME}",
            ["f:1: a: ${HOME} is not read here: write the value itself, or give it with --set KEY=VALUE"]
        },
        {
            "a = ${?HOME}/data",
            ["f:1: a: ${?HOME} is not read here: write the value itself, or give it with --set KEY=VALUE"]
        },
        {
            "a = x/${HOME}",
            ["f:1: a: ${HOME} is not read here: write the value itself, or give it with --set KEY=VALUE"]
        },
        { "include \"x.conf\"\na = 1", ["f:1: 'include' is not read here: write everything into this file"] },
        { "include required(file(\"x.conf\"))", ["f:1: 'include' is not read here: write everything into this file"] },
        {
            "a = \"\"\"x\ny\"\"\"\nb =",
            [
                "f:1: a: triple quotes are not read here: write \"text\" on one line",
                "f:3: b: the value is missing: write one",
            ]
        },
        { "a = \"x\nb = 1", ["f:1: a: the string is not closed: add its '\"' on the same line"] },
        { "a = \"C:\\data\"", ["f:1: a: '\\d' is no escape: write \\\\ for a backslash, or / between folders"] },
        {
            "a = C:\\data",
            [
                "f:1: a: ':' after the value: write one value, in quotes if it has spaces",
                "f:1: a: '\\' has a meaning of its own outside quotes: write \"\\\\data\"",
            ]
        },
        { "a = $x", ["f:1: a: '$' has a meaning of its own outside quotes: write \"$x\""] },
        { "a = \u0001", ["f:1: a: the control character \\u0001 has no place in a sweep file: remove it"] },
        { "a =\nb = 1", ["f:1: a: the value is missing: write one"] },
        { "a", ["f:1: a: the value is missing: write a = VALUE"] },
        { "a b = 1", ["f:1: a: found 'b' where '=' should stand: write KEY = VALUE, a key with spaces in quotes"] },
        { "a = hello world", ["f:1: a: 'world' after the value: write one value, in quotes if it has spaces"] },
        { "a = {} {}", ["f:1: a: '{' after the value: write one value, in quotes if it has spaces"] },
        { "a == 1", ["f:1: a: found '=' where a value should stand"] },
        { "= 1", ["f:1: found '=' where a key should stand: write KEY = VALUE"] },
        { "a..b = 1", ["f:1: 'a..b' is no key: write words with single dots between them"] },
        { ", a = 1", ["f:1: nothing stands before ',': remove it"] },
        { "a = 1,, b = 2", ["f:1: nothing stands before ',': remove it"] },
        { "a = [1, , 2]", ["f:1: a: the value is missing: write one"] },
        { "a = [1 2]", ["f:1: a: two values without a comma: put one before '2'"] },
        { "a = 1\nb = 2\na = 1", ["f:3: a: already set at f:1: keep one of the two"] },
        { "a { b = 1 }\na { b = 2 }", ["f:2: a.b: already set at f:1: keep one of the two"] },
        { "a { b = 1 }\na = 2", ["f:2: a: already set at f:1: keep one of the two"] },
        { "a = 2\na.b = 1", ["f:2: a: already set at f:1: keep one of the two"] },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_right_text_is_read(string text, string expected)
    {
        var log = new ProblemLog();

        var tree = HoconParser.ParseFile(text, "f", log);

        log.ThrowIfAny();
        Assert.Equal(expected, Show(tree));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_text_is_refused_with_its_line(string text, string[] expected) =>
        Assert.Equal(expected, ProblemsOf(text));

    [Fact]
    public void A_text_that_nests_without_end_is_refused() => Assert.Equal(
        ["f:1: blocks and lists stand more than 32 deep: a sweep file needs 5"],
        ProblemsOf("a = " + new string('[', 1_000_000)));

    [Fact]
    public void Every_node_knows_its_line()
    {
        var tree = HoconParser.ParseFile("a {\n b = [\n 1\n 2 ]\n}", "f", new ProblemLog());

        var block = Assert.IsType<HoconObject>(tree.Find("a")!.Value);
        var list = Assert.IsType<HoconArray>(block.Find("b")!.Value);
        HoconNode[] nodes = [block, list, list.Items[0], list.Items[1]];
        Assert.Equal(["f:1", "f:2", "f:3", "f:4"], nodes.Select(n => n.Origin.Where));
    }

    [Fact]
    public void Any_text_at_all_is_read_or_refused()
    {
        var letters = Gen.Elements("ab.{}[],=:\"\\#/\n $+?1\u0000\ud800".ToCharArray());
        var texts = letters.ArrayOf().Select(cs => new string(cs));

        Properties.Hold(texts, text => Assert.All(ProblemsOf(text), p => Assert.DoesNotContain('\n', p)), count: 3000);
    }

    private static string[] ProblemsOf(string text)
    {
        var log = new ProblemLog();
        HoconParser.ParseFile(text, "f", log);
        var problems = Record.Exception(log.ThrowIfAny) as InvalidInputException;
        return [.. (problems?.Problems ?? []).Select(p => p.ToString())];
    }

    private static string Show(HoconNode node) => node switch
    {
        HoconObject o => $"{{{string.Join(',', o.Fields.Select(f => $"{f.Key}={Show(f.Value)}"))}}}",
        HoconArray a => $"[{string.Join(',', a.Items.Select(Show))}]",
        HoconScalar { IsQuoted: true } s => $"\"{s.Text}\"",
        HoconScalar s => s.Text,
        _ => "?",
    };
}
