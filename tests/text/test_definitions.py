"""Definition lines of languages without a grammar here; expected names stand behind ``=>``."""

from time import process_time

import pytest

from ploke.text.definitions import definition_words

CASES = {
    "go": """
func (c *Context) JSON(code int, obj any) {    => JSON
func New() *Engine {                           => New
type RouterGroup struct {                      => RouterGroup
	c.Render(code, obj)
	if err := c.Bind(obj); err != nil {
""",
    "c": """
#define MAX_LEN 10                             => MAX_LEN
struct client {                                => client
void replicationCron(void) {                   => replicationCron
static int addReply(client *c,                 => addReply
    return call(c);
    serverLog(LL_NOTICE,
    else if (x) {
""",
    "java": """
public final class Gson {                      => Gson
  public <T> T fromJson(String json, Class<T> type) throws JsonException {   => fromJson
  private static void check(Object o) {        => check
    return getAdapter(type);
    for (int i = 0; i < n; i++) {
""",
    "csharp": """
namespace Dapper                               => Dapper
    public static partial class SqlMapper      => SqlMapper
        public static int Execute(this IDbConnection cnn, string sql)   => Execute
            throw new InvalidOperationException(message)
""",
    "kotlin": """
open class Table(name: String) : ColumnSet() { => Table
fun <T> index(name: String): Column<T> {       => index
data class Key(val id: Int)                    => Key
object Users : Table() {                       => Users
""",
    "scala": """
trait Encoder[A] extends Serializable {        => Encoder
  final def apply(c: HCursor): Result[A] =     => apply
case class Failure(message: String)            => Failure
""",
    "swift": """
public class ConstraintMaker {                 => ConstraintMaker
    internal func makeExtendable(with: Int) -> Bool {   => makeExtendable
extension ConstraintView {                     => ConstraintView
""",
    "elixir": """
defmodule Plug.Conn do                         => Plug.Conn
  def send_resp(conn, status) do               => send_resp
  defp validate!(conn), do: conn               => validate!
""",
    "lua": """
function M.load(plugins, reason)               => M.load
local function helper(x)                       => helper
M.walk = function(path, fn)                    => M.walk
  if type(x) == "table" then
""",
    "zig": """
pub fn init(allocator: Allocator) !Self {      => init
pub const TrigramStore = struct {              => TrigramStore
    return foo(bar);
""",
    "haskell": """
kill :: X ()                                   => kill
data Layout a = Full a                         => Layout
newtype X a = X (Reader a)                     => X
class LayoutClass layout a where               => LayoutClass
""",
    "shell": """
function _bash-it-search() {                   => _bash-it-search
reload_aliases() {                             => reload_aliases
  if [ -n "$x" ]; then
  echo "done"
""",
    "ruby": """
module Sinatra                                 => Sinatra
  class Base                                   => Base
    def accept?(type)                          => accept?
""",
    "php": """
final class Client implements ClientInterface  => Client
    private function prepareDefaults(array $options): array   => prepareDefaults
""",
}


@pytest.mark.parametrize("language", CASES)
def test_definition_lines(language: str) -> None:
    source, expected = [], []
    for line in CASES[language].strip("\n").split("\n"):
        code, _, name = line.partition("=>") if "=>" in line else (line, "", "")
        source.append(code.rstrip())
        expected += [name.strip()] if name else []
    assert sorted(definition_words("\n".join(source).encode())) == sorted(expected)
    assert sorted(definition_words("\r\n".join(source).encode())) == sorted(expected)


def test_prose_defines_next_to_nothing() -> None:
    text = b"The type of a value is what the class says.\nFor example, a function returns it (see below).\n" * 3
    assert definition_words(text) == []


@pytest.mark.parametrize(
    "line",
    [b"a " + b"x" * 60_000, b"a " + b"x." * 30_000, b"class <" + b"a" * 60_000, b"static " * 20_000, b"f<" * 20_000],
)
def test_hostile_lines_take_a_moment(line: bytes) -> None:
    start = process_time()
    assert definition_words(line) == []
    assert process_time() - start < 2
